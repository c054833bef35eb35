/**
 * Renders a page to a picture, for the README: `node tools/screenshot.ts report.html docs/images/report.png`.
 * Needs a Chromium or Chrome: the one that CHROMIUM names, or one at a usual place.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const browsers = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const [html, png] = process.argv.slice(2);
const executablePath = browsers.find((path) => path !== undefined && existsSync(path));
if (html === undefined || png === undefined) {
  console.error('usage: node tools/screenshot.ts REPORT.html PICTURE.png');
  process.exitCode = 2;
} else if (executablePath === undefined) {
  console.error('No Chromium found: install it (`apt-get install chromium`), or name one in CHROMIUM.');
  process.exitCode = 1;
} else {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, colorScheme: 'light' });
    await page.goto(pathToFileURL(resolve(html)).href);
    await page.screenshot({ path: png });
  } finally {
    await browser.close();
  }
}
