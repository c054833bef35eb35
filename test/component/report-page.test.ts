import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { htmlFormat } from '../../src/reports/html.ts';
import type { ScanReport } from '../../src/reports/report.ts';
import { hostileReport } from '../support/hostile-report.ts';
import { manyFindings, reportOf, sampleChecks, sampleReport } from '../support/sample-report.ts';

const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);

/** The page in a real browser. Where there is none, the unit tests of the page have to do. */
describe.runIf(executablePath !== undefined)('the page in a browser', () => {
  let browser: Browser;
  let page: Page;
  let folder: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
    folder = mkdtempSync(join(tmpdir(), 'report-page-'));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    complaints.length = 0;
    page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('request', (request) => {
      if (!/^(?:file|data):/.test(request.url())) complaints.push(`asked for ${request.url()}`);
    });
  });
  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });

  async function show(report: ScanReport, address = ''): Promise<void> {
    const path = join(folder, 'report.html');
    writeFileSync(path, htmlFormat.render(report, sampleChecks, { columns: 80, colour: false }));
    await page.goto(`${pathToFileURL(path).href}${address}`);
  }

  const rows = () => page.locator('.row');
  const focused = () => page.locator(':focus');

  it('is used by keyboard alone: skip, move, open, step, close', async () => {
    await show(sampleReport());
    await page.keyboard.press('Tab');
    expect(await focused().textContent()).toBe('Skip to the findings');
    await page.keyboard.press('Enter');
    expect(await focused().getAttribute('id')).toBe('findings');
    await rows().first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await focused().locator('.message').textContent()).toContain('Two different versions have serial 412');
    await page.keyboard.press('Enter');
    expect(await focused().textContent()).toContain('Two different versions have serial 412');
    expect(await page.locator('#detail').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('#detail').isVisible()).toBe(false);
    expect(await focused().locator('.message').textContent()).toContain('Two different versions have serial 412');
    await page.keyboard.press('End');
    expect(await focused().getAttribute('data-index')).toBe('14');
  });

  it('shows a finding whole: message, what to do, evidence of any depth', async () => {
    await show(sampleReport());
    await rows().nth(2).click();
    const detail = await page.locator('#detail').textContent();
    expect(detail).toContain('prod/eks/terraform.tfstate');
    expect(detail).toContain('Compare the versions named in the evidence');
    expect(detail).toContain('b0Vt.FAKE.x9s');
    await page.getByLabel('Next finding').click();
    expect(await page.locator('#detail pre').textContent()).toBe(
      'terraform force-unlock 5f0c9a4e-57d1-4e6a-9d0e-1f3a2b4c5d6e',
    );
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: /Copied|Selected/ }).waitFor();
    expect(await page.evaluate('getSelection().toString()')).toContain('terraform force-unlock');
  });

  it('shows suppressed findings only to who asks for them, with the reason', async () => {
    const suppression = { reason: 'goes away in March', owner: 'platform', expires: '2027-03-31' };
    const findings = manyFindings(3).map((finding, index) =>
      index === 0 ? { ...finding, status: 'suppressed' as const, suppression } : finding,
    );
    await show(reportOf(findings));
    expect(await rows().count()).toBe(2);
    await page.getByRole('link', { name: 'which, and why' }).click();
    expect(await rows().count()).toBe(1);
    await rows().first().click();
    expect(await page.locator('#detail').textContent()).toContain('goes away in March (platform, until 2027-03-31)');
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Status' }).selectOption('All but suppressed');
    expect(await rows().count()).toBe(2);
  });

  it('filters, says how many, and keeps the filters in the address', async () => {
    await show(sampleReport());
    await page.getByRole('combobox', { name: 'Environment' }).selectOption('staging');
    expect(await rows().count()).toBe(2);
    await page.getByRole('button', { name: /high/ }).click();
    expect(await rows().count()).toBe(1);
    expect(await page.getByRole('status').textContent()).toBe('1 of 15 findings');
    expect(new URL(page.url()).hash).toBe('#severity=high&environment=staging');
    await page.reload();
    expect(await rows().count()).toBe(1);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    expect(await rows().count()).toBe(15);
    await page.keyboard.press('Escape');
    await page.locator('h1').click();
    await page.keyboard.press('/');
    await page.keyboard.type('aws_db_instance.this["orders"]');
    await expect.poll(() => rows().count()).toBe(1);
    await page.keyboard.type(' nothing like it');
    await expect.poll(() => page.locator('#empty').textContent()).toBe('No finding matches the filters.');
  });

  it('opens what an address names, and follows steps back', async () => {
    const [first] = sampleReport().findings;
    await show(sampleReport(), `#finding=${first?.findingId}`);
    expect(await page.locator('#detail .message').textContent()).toBe(first?.message);
    await page.getByRole('button', { name: /Close/ }).click();
    await page.locator('#chart a', { hasText: 'low in development' }).click();
    expect(await rows().count()).toBe(1);
    await page.goBack();
    expect(await rows().count()).toBe(15);
  });

  it('makes rows as they are needed, and all of them to print', async () => {
    await show(reportOf(manyFindings(5000)));
    expect(await rows().count()).toBeLessThan(1000);
    await rows().first().focus();
    await page.keyboard.press('End');
    expect(await focused().getAttribute('data-index')).toBe('4999');
    await page.reload();
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await rows().count()).toBe(5000);
  });

  it('covers the list where there is no room beside it, without a wider page', async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    await show(sampleReport());
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
    await rows().first().click();
    expect((await page.locator('#detail').boundingBox())?.width).toBe(400);
    await page.keyboard.press('Escape');
    expect(await focused().getAttribute('data-index')).toBe('0');
  });

  it('follows the reader in dark or light, and changes on demand', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await show(sampleReport());
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await background();
    await page.getByRole('button', { name: 'Light colours' }).click();
    expect(await background()).not.toBe(dark);
  });

  it('is not broken out of by any text', async () => {
    await show(hostileReport());
    const title = await page.title();
    await rows().first().click();
    expect(await page.title()).toBe(title);
    expect(title).toContain('2 open findings');
    expect(await page.locator('img, iframe, script:not(#data)').count()).toBe(1);
    expect(await page.locator('#detail a').count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(1280);
  });

  it('shows a table of all findings without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    await page.close();
    page = await context.newPage();
    await show(sampleReport());
    expect(await page.locator('noscript tbody tr').count()).toBe(15);
    expect(await page.locator('#filters').isVisible()).toBe(false);
    await context.close();
  });
});
