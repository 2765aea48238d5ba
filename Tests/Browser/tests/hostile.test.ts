import { expect, test } from "vitest";
import { shownRows, showsText } from "../world/logPage.ts";
import { setting } from "../world/setting.ts";

const here = setting();

const script = String.raw`
import sys
E = "\x1b"
out = sys.stdout
out.write("<script>alert(1)</script><img src=x onerror=alert(2)>\n")
out.write("</span></div><h1 id=evil>big</h1>&lt;b&gt;\n")
out.write("file \u202egpj.exe\u202c \u2066hidden\u2069 zero\u200bwidth\n")
out.write(E + "]0;owned title\x07after title\n")
out.write(E + "]8;;javascript:alert(3)\x07click me" + E + "]8;;\x07 end\n")
out.write(E + "[31" + E + "[32mgreen" + E + "[0m\n")
out.write(E + "[" + "1;" * 40000 + "m endless\n")
out.write(E + "]0;" + "x" * 9000 + " never ended\n")
out.write("".join(E + "[%dm" % (30 + i % 8) + "c" for i in range(20000)) + E + "[0m many colours\n")
out.write("url(javascript:1);}*{display:none}" + E + "[38;2;999;0;0m bad colour" + E + "[0m\n")
out.write("nul \x00 bell \x07 del \x7f csi \x9b 31m\n")
out.write("z" * 200000 + "\n")
for i in range(3000): out.write("\r" + E + "[2K" + "progress %d" % i)
out.write("\n")
out.buffer.write(b"broken utf-8 \xff\xfe\x80\n") if False else out.flush() or out.buffer.write(b"broken utf-8 \xff\xfe\x80\n")
out.flush()
print("the end")
`;

test("hostile output stays text", async () => {
  const id = await here.world.submit("host-1", script, "hostile", { kind: "python" });
  const page = await here.browser.operator();
  await page.goto(`/tasks/${id}`);
  await showsText(page, "the end");
  await here.world.over(id);
  await page.goto(`/tasks/${id}#L1`);
  await showsText(page, "<script>alert(1)</script><img src=x onerror=alert(2)>");
  await showsText(page, "</span></div><h1 id=evil>big</h1>&lt;b&gt;");
  await showsText(page, "file [U+202E]gpj.exe[U+202C] [U+2066]hidden[U+2069] zero[U+200B]width");
  await showsText(page, "after title");
  await showsText(page, "click me end");
  const rows = await shownRows(page);
  expect(rows.every(row => !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(row.text))).toBe(true);

  // No element, link or name on the page came out of the output.
  expect(await page.evaluate(() => document.querySelectorAll(".tx script, .tx img, .tx a, .tx h1, #evil, .tx [onerror]").length)).toBe(0);
  expect(await page.title()).not.toContain("owned");
  expect(await page.evaluate(() => [...document.querySelectorAll<HTMLElement>(".tx [style]")].every(element => /^((color|background-color): (light-dark\(rgb\([\d ,]+\), rgb\([\d ,]+\)\)|rgb\([\d ,]+\)); ?)*$/.test(element.getAttribute("style")!)))).toBe(true);

  await page.locator(".log-box").focus();
  await page.keyboard.press("End");
  await showsText(page, "the end");
  await showsText(page, "progress 2999");
  await showsText(page, "broken utf-8 \ufffd");
});

test("names and labels that are markup stay text, too", async () => {
  const evil = "<img src=x onerror=alert(1)>";
  await here.world.submit("host-1", `echo '${evil}'`, "evil-labels", { labels: { evil } });
  const page = await here.browser.operator();
  await page.goto("/tasks");
  await page.getByRole("row").filter({ hasText: "evil-labels" }).waitFor();
  expect(await page.locator("img").count()).toBe(0);
  await page.goto("/tasks/evil-labels");
  await page.locator(".task-state").waitFor();
  expect(await page.locator("img").count()).toBe(0);
});

test("the page's policy forbids scripts and styles in the markup", async () => {
  const page = await here.browser.stranger();
  const answer = await page.goto("/");
  const policy = answer!.headers()["content-security-policy"]!;
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain("unsafe");
  expect(await page.evaluate(() => new Promise(done => {
    document.addEventListener("securitypolicyviolation", event => done(event.violatedDirective));
    const script = document.createElement("script");
    script.textContent = "document.title = 'owned'";
    document.head.append(script);
  }))).toContain("script-src");
  expect(await page.title()).not.toContain("owned");
  here.browser.faults.splice(0); // the refusal that was asked for
});
