/** Version of Statewarden, as in package.json (a test holds the two together): it stands in every report. */
export const version = '0.1.0';
