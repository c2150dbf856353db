// Every page and what can be done there, as a reader meets it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { family, hostile } from "./hostile.mjs";
import { browser, collection, run, serve, stage, watched } from "./stage.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [360, 1024, 2560];
const SCHEMES = ["light", "dark"];

let chromium;
const served = {};

before(async () => {
  const pages = { examples: "examples/pages", hostile: hostile(), family: family(40) };
  for (const [name, input] of Object.entries(pages)) {
    const folder = collection(name, input);
    served[name] = { folder, ...(await serve(folder)) };
  }
  chromium = await browser();
});

after(async () => {
  await chromium?.close();
  Object.values(served).forEach((server) => server.end());
});

const json = async (name, path) => (await fetch(served[name].address + path)).json();

/** The addresses of all kinds of pages of a collection. */
const addresses = async (name) => {
  const { stories } = await json(name, "/api/stories");
  const found = ["/", "/?q=the&sort=title", "/?q=nosuchword", "/claim", "/api", "/nothing-here"];
  for (const { id } of stories) {
    const story = await json(name, `/api/stories/${encodeURIComponent(id)}`);
    found.push(`/story/${encodeURIComponent(id)}`, `/story/${encodeURIComponent(id)}?unfold=all`);
    const documents = story.nodes.filter((node) => !node.lost).map((node) => encodeURIComponent(node.name));
    for (const document of documents.slice(0, 4)) {
      for (const view of ["beside", "clean", "given"]) found.push(`/witness?id=${document}&view=${view}`);
    }
    found.push(`/compare?a=${documents.at(-1)}&b=${documents[0]}`);
    const claim = story.archetype.text.split("\n").find((line) => line.length > 40) ?? story.title;
    found.push(`/claim?text=${encodeURIComponent(claim.slice(0, 900))}`);
  }
  return found;
};

/** What axe-core has against a page, in short. */
const violations = async (page) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
};

/** A page must run and send nothing that is not ours, point nowhere else unasked, and fit its window. */
const sound = async (page, address) => {
  const state = await page.evaluate(() => ({
    pwned: window.pwned,
    wide: document.documentElement.scrollWidth - window.innerWidth,
    styled: document.querySelectorAll("[style]").length,
    links: [...document.querySelectorAll("a[href], a[*|href]")].map((a) => [a.getAttribute("href"), a.getAttribute("rel")]),
  }));
  assert.equal(state.pwned, undefined, `${address} ran a stranger's script`);
  assert.ok(state.wide <= 0, `${address} is ${state.wide} pixels too wide`);
  assert.equal(state.styled, 0, address);
  for (const [href, rel] of state.links) {
    if (href.startsWith("/") && !href.startsWith("//")) continue;
    if (href.startsWith("#")) continue;
    assert.match(href, /^https?:\/\//i, `${address} points to ${href}`);
    assert.match(rel ?? "", /noreferrer/, `${address} points to ${href}`);
  }
};

for (const name of ["examples", "hostile", "family"]) {
  describe(`the pages of ${name}`, () => {
    test("run nothing of a stranger's, send nothing out, and are accessible in every width and scheme", async () => {
      const all = await addresses(name);
      // Colours do not depend on the width, so that axe-core looks at one width in each scheme.
      for (const [scheme, looked] of [["light", 360], ["dark", 1024]]) {
        const context = await chromium.newContext({ viewport: { width: looked, height: 800 }, colorScheme: scheme });
        const page = await watched(context, served[name].address);
        for (const address of all) {
          await page.setViewportSize({ width: looked, height: 800 });
          const response = await page.goto(served[name].address + address);
          // The browser says on the console that a page is not there.
          if (response.status() === 404) page.faults = page.faults.filter((fault) => !fault.includes("404"));
          assert.deepEqual(await violations(page), [], `${address} (${looked}, ${scheme})`);
          for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: 800 });
            await sound(page, address);
          }
          assert.deepEqual(page.faults, [], address);
        }
        await context.close();
      }
    });

    test("can be read without scripts", async () => {
      const context = await chromium.newContext({ javaScriptEnabled: false });
      const page = await watched(context, served[name].address);
      await page.goto(`${served[name].address}/`);
      await page.click("tbody th a");
      assert.ok(await page.locator("svg.drawing a.node").count() > 1);
      await page.click("section.witnesses tbody th a");
      assert.ok((await page.locator("main").innerText()).length > 200);
      await context.close();
    });

    test("stand as one report that opens from disk", async () => {
      const file = join(stage, `${name}.html`);
      run(["report", served[name].folder, "-o", file]);
      const home = pathToFileURL(file).href;
      for (const scheme of SCHEMES) {
        const context = await chromium.newContext({ viewport: { width: 1024, height: 800 }, colorScheme: scheme });
        const page = await watched(context, home);
        await page.goto(home);
        await sound(page, file);
        assert.deepEqual(await violations(page), []);
        const rows = page.locator("table.stories tbody tr:visible");
        if ((await page.locator(".narrow").count()) > 0) {
          const all = await rows.count();
          await page.fill(".narrow input", (await rows.nth(1).locator("a").innerText()).split(/\s+/)[0]);
          assert.equal(await page.locator(".told:visible").count(), await rows.count());
          await page.fill(".narrow input", "zzz-in-no-story");
          assert.equal(await rows.count(), 0);
          await page.fill(".narrow input", "");
          assert.equal(await rows.count(), all);
        }
        await page.emulateMedia({ media: "print" });
        assert.equal(await page.locator("main").isVisible(), true);
        const witness = page.locator("details.witness").first();
        await page.goto(`${home}#${await witness.getAttribute("id")}`);
        assert.equal(await witness.evaluate((details) => details.open), true);
        assert.deepEqual(page.faults, []);
        await context.close();
      }
    });
  });
}

describe("what can be done", () => {
  let context, page, home;
  before(async () => {
    home = served.examples.address;
    context = await chromium.newContext({ viewport: { width: 1024, height: 800 } });
    page = await watched(context, home);
  });
  after(async () => {
    assert.deepEqual(page.faults, []);
    await context.close();
  });
  const titles = () => page.locator("tbody th.title").allInnerTexts();

  test("stories are searched, filtered and sorted", async () => {
    await page.goto(home);
    const all = await titles();
    assert.equal(all.length, 4);
    await page.keyboard.press("/");
    await page.keyboard.type("glacier");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=glacier/);
    assert.deepEqual(await titles(), all.filter((title) => title.includes("glacier")));
    for (const [query, holds] of [
      ["relation=merge", (story) => story.relations.merge > 0],
      ["drift=polarity", (story) => story.drifts.polarity > 0],
      ["spun=1", (story) => story.spun > 0],
      ["from=2031-06-01", (story) => story.published[1] >= "2031-06-01"],
      ["to=2031-06-01", (story) => story.published[0] <= "2031-06-01"],
      ["site=thebuzzfactory", (story) => story.title.includes("dockers")],
    ]) {
      await page.goto(`${home}/?${query}`);
      const { stories } = await json("examples", "/api/stories");
      assert.equal((await titles()).length, stories.filter(holds).length, query);
    }
    await page.goto(home);
    await page.selectOption("select[name=sort]", "title");
    await page.click("button");
    await page.waitForURL(/sort=title/);
    assert.deepEqual(await titles(), [...all].sort());
  });

  test("a story shows its stemma, facts, archetype, voices and witnesses, and leads to each", async () => {
    const { stories } = await json("examples", "/api/stories");
    for (const { id, witnesses } of stories) {
      await page.goto(`${home}/story/${id}`);
      const story = await json("examples", `/api/stories/${id}`);
      assert.equal(await page.locator("svg.drawing a.node").count(), witnesses);
      assert.equal(await page.locator("svg.drawing g.lost").count(), story.nodes.length - witnesses);
      assert.equal(await page.locator("svg.drawing path.further").count(), story.edges.filter((e) => !e.first_parent).length);
      assert.equal(await page.locator("section.witnesses tbody tr").count(), witnesses);
      assert.equal(await page.locator("mark.disputed").count(), story.archetype.readings.length);
      assert.equal(await page.locator("section.facts tr.first").count(), story.facts.length);
      assert.equal(await page.locator("section.voices dt").count(), story.statements.length);
      assert.ok(await page.locator("svg.times rect").count() > 0);
      const drifted = new Set(story.variants.filter((variant) => variant.drift).map((variant) => variant.document));
      assert.equal(await page.locator("section.witnesses span.drift").count(), drifted.size);
    }
    await page.locator("svg.drawing a.node").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/witness\?id=/);
  });

  test("a witness stands beside its parent with its changes marked", async () => {
    const { stories } = await json("examples", "/api/stories?q=Calderwick");
    const story = await json("examples", `/api/stories/${stories[0].id}`);
    const spun = story.nodes.find((node) => node.relation === "spun");
    await page.goto(`${home}/witness?id=${encodeURIComponent(spun.name)}`);
    const drifts = story.variants.filter((variant) => variant.document === spun.name && variant.drift);
    assert.equal(await page.locator("table.drifts tbody tr").count(), drifts.length);
    assert.ok(await page.locator("table.beside mark.drift").count() >= drifts.length);
    for (const kind of ["replaced", "added", "cut", "respelled"]) {
      assert.ok(await page.locator(`table.beside mark.${kind}`).count() > 0, kind);
    }
    await page.click("text=The page as given");
    assert.ok(await page.locator(".given .furniture").count() > 0);
    await page.click("text=Its story alone");
    assert.ok(!(await page.locator("div.text").innerText()).includes("richest linesman"));
    await page.fill("input[name=a]", story.nodes[0].name);
    await page.click("text=Compare");
    await page.waitForURL(/\/compare/);
    assert.ok(await page.locator("table.beside tbody tr").count() > 3);
  });

  test("foreign text is struck", async () => {
    const { stories } = await json("examples", "/api/stories");
    let struck = 0;
    for (const { id } of stories) {
      const { nodes } = await json("examples", `/api/stories/${id}`);
      for (const node of nodes.filter((node) => node.injected?.length)) {
        await page.goto(`${home}/witness?id=${encodeURIComponent(node.name)}&view=given`);
        struck += await page.locator("s.injected").count();
      }
    }
    assert.ok(struck > 0);
  });

  test("a claim is followed through its copies", async () => {
    await page.goto(`${home}/claim`);
    await page.fill("textarea", "Tellmark recalls 46,100 hospital pumps after three deaths");
    await page.click("text=Who carries it?");
    await page.waitForURL(/text=/);
    assert.match(await page.locator("section.carrier h2").first().innerText(), /Tellmark recalls 41,600/);
    assert.ok(await page.locator("section.carrier").first().locator("li").count() > 1);
    assert.match(await page.locator("section.carrier li").first().innerText(), /Oldest witness/);
    assert.ok(await page.locator("mark.drift").count() > 0);
  });

  test("a large family is folded, and unfolds", async () => {
    const context = await chromium.newContext({ viewport: { width: 1024, height: 800 } });
    const page = await watched(context, served.family.address);
    await page.goto(served.family.address);
    await page.click("tbody th a");
    const drawn = await page.locator("svg.drawing a.node").count();
    assert.ok(drawn < 12, String(drawn));
    await page.click("svg.drawing a.folded");
    await page.waitForURL(/unfold=/);
    assert.equal(await page.locator("svg.drawing a.node").count(), 40);
    await page.click("text=Fold large families");
    await page.waitForURL((url) => !url.search);
    await page.click("text=Draw all");
    await page.waitForURL(/unfold=all/);
    assert.equal(await page.locator("svg.drawing a.node").count(), 40);
    assert.deepEqual(page.faults, []);
    await context.close();
  });

  test("what strangers hide is seen", async () => {
    const context = await chromium.newContext();
    const page = await watched(context, served.hostile.address);
    await page.goto(served.hostile.address);
    const list = await page.locator("main").innerText();
    assert.ok(list.includes("<script>window.pwned=1</script>"), list);
    const { stories } = await json("hostile", "/api/stories");
    await page.goto(`${served.hostile.address}/story/${stories[0].id}`);
    const story = await page.content();
    assert.ok(story.includes("[U+202E]") && !story.includes("\u202e") && !story.includes("\u001b"));
    await context.close();
  });

  test("the API says what its description says", async () => {
    const description = await json("examples", "/api/openapi.json");
    const resolve = (schema) => (schema.$ref ? description.components.schemas[schema.$ref.split("/").at(-1)] : schema);
    const kinds = (value) =>
      value === null ? ["null"]
      : Array.isArray(value) ? ["array"]
      : typeof value === "number" ? (Number.isInteger(value) ? ["integer", "number"] : ["number"])
      : [typeof value];
    const check = (value, schema, at) => {
      schema = resolve(schema);
      assert.ok([schema.type].flat().some((type) => kinds(value).includes(type)), `${at} is ${kinds(value)}`);
      if (Array.isArray(value)) value.forEach((item, n) => check(item, schema.items, `${at}[${n}]`));
      else if (value !== null && typeof value === "object" && schema.properties) {
        for (const name of schema.required ?? []) assert.ok(name in value, `${at} lacks ${name}`);
        for (const [name, item] of Object.entries(value)) {
          assert.ok(name in schema.properties, `${at}.${name} is not described`);
          check(item, schema.properties[name], `${at}.${name}`);
        }
      }
    };
    const { stories } = await json("examples", "/api/stories");
    const [a, b] = (await json("examples", `/api/stories/${stories[0].id}`)).nodes.map((n) => encodeURIComponent(n.name));
    for (const [path, query] of [
      ["/api/stories", "?limit=2"],
      ["/api/stories/{id}", ""],
      ["/api/documents", `?id=${a}`],
      ["/api/compare", `?a=${a}&b=${b}`],
      ["/api/claim", "?text=Dockers+in+Ardmoyle+strike+over+pay+and+remote-controlled+cranes"],
    ]) {
      const value = await json("examples", path.replace("{id}", stories[0].id) + query);
      const { schema } = description.paths[path].get.responses[200].content["application/json"];
      check(value, schema, path);
      assert.ok((Array.isArray(value) ? value : Object.keys(value)).length > 0, path);
    }
    assert.equal((await fetch(`${home}/api/stories/none`)).status, 404);
  });
});
