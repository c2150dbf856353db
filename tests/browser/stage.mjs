// The program, the collections and the browser that the tests share.

import { spawn, execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const retold = process.env.RETOLD ?? join(target, "release", "retold");
export const stage = join(target, "browser");

/** Traces pages into a collection of its own, and says where it is. */
export const collection = (name, input) => {
  const folder = join(stage, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  let source = input;
  if (Array.isArray(input)) {
    source = join(stage, `${name}.jsonl`);
    writeFileSync(source, input.map((page) => JSON.stringify(page) + "\n").join(""));
  }
  run(["trace", source, "-o", folder]);
  return folder;
};

export const run = (args) => execFileSync(retold, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/** Serves a collection: its address, and how to end it. */
export const serve = (folder) =>
  new Promise((resolve, reject) => {
    const server = spawn(retold, ["serve", folder, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    server.on("exit", (status) => reject(new Error(`retold serve ended with ${status}`)));
    server.stdout.on("data", (told) => {
      const address = String(told).match(/http:\/\/[\d.:]+/);
      if (address) resolve({ address: address[0], end: () => server.kill() });
    });
  });

export const browser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

/**
 * A page of the browser that remembers whatever should not have happened: what was said on the console, what was asked
 * of others than `home`, what opened a dialogue.
 */
export const watched = async (context, home) => {
  const page = await context.newPage();
  page.faults = [];
  page.on("console", (said) => page.faults.push(`console: ${said.text()}`));
  page.on("pageerror", (error) => page.faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { page.faults.push(`dialogue: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(home) && url !== "data:,") page.faults.push(`request: ${url}`);
  });
  return page;
};
