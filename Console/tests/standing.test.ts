import { afterAll, describe, expect, it } from "vitest";
import { taskPhases, type TaskPhase, type TaskView } from "../src/api/types.ts";
import { en } from "../src/i18n/en.ts";
import { language } from "../src/i18n/language.ts";
import { zh } from "../src/i18n/zh.ts";
import { plainWords } from "../src/task/facts.ts";
import type { HostNow } from "../src/task/HostNow.ts";
import { standing, type Standing } from "../src/task/standing.ts";

const at = "2026-01-01T00:00:00Z";
const [online, draining, away, never]: HostNow[] = [{ state: "online" }, { state: "draining" }, { state: "offline", lastSeenAt: at }, { state: "never" }] as const;
const task = (phase: TaskPhase, more: Partial<TaskView> = {}): TaskView => ({
  id: "t", agent: { id: "h", name: "web-1" }, kind: "bash", timeoutSeconds: 90, queueSeconds: 60, labels: {}, phase, attempt: 1, submittedAt: at, submittedBy: "ada",
  log: { nextSeq: 1, stdoutBytes: 0, stderrBytes: 0, complete: false, masked: 0 }, processesLeft: 0, grace: { interruptSeconds: 7.5, terminateSeconds: 2.5 }, logCapBytes: 1, keepSeconds: 1, onLost: "fail", attempts: [], stdoutDropped: 0, stderrDropped: 0, terminal: false, ...more,
});
const asked = { cancelRequestedAt: at };
const sent = { sentAt: at };
const taken = { sentAt: at, acceptedAt: at, startedAt: at };
const ended = (outcome: NonNullable<TaskView["outcome"]>, more: Partial<TaskView> = {}) => ({ ...taken, outcome, ...more });

/* Every state that a task, its host and a cancel can be in together, and what is said then. */
const rows: readonly [string, TaskView, HostNow | null, string, string][] = [
  ["queued, host not known", task("queued"), null, "Waits for its host or for a free slot.", "等待主机或空闲槽位。"],
  ["queued, host online", task("queued"), online!, "Waits for its turn on web-1.", "在 web-1 上排队等待。"],
  ["queued, host draining", task("queued"), draining!, "Waits: web-1 is draining and takes nothing new until it is resumed.", "等待中：web-1 正在排空，恢复之前不接收新任务。"],
  ["queued, host away", task("queued"), away!, "Waits for web-1, which is away; last heard", "等待 web-1，它已离线；最近一次联系："],
  ["queued, host never seen", task("queued"), never!, "Waits for web-1, which has never connected.", "等待 web-1，它从未连接过。"],
  ["queued, to be started again", task("queued", { attempts: [{ number: 1, sentAt: at, acceptedAt: at, failed: true, exitCode: 3 }] }), online!, "It failed, and is started again after a pause.", "任务失败，间隔一段时间后会再次启动。"],
  ["sent", task("sent", sent), online!, "Was sent; web-1 has not answered yet.", "已发送，web-1 尚未应答。"],
  ["sent, host draining", task("sent", sent), draining!, "Was sent; web-1 has not answered yet.", "已发送，web-1 尚未应答。"],
  ["sent, host away", task("sent", sent), away!, "Was sent, but web-1 went away before it answered. Whether it runs is not known yet.", "已发送，但 web-1 在应答之前离线了。目前不知道它是否在运行。"],
  ["running", task("running", taken), online!, "Runs on web-1.", "正在 web-1 上运行。"],
  ["running, host draining", task("running", taken), draining!, "Runs on web-1.", "正在 web-1 上运行。"],
  ["running, host away", task("running", taken), away!, "web-1 is away; last heard", "web-1 已离线；最近一次联系："],
  ["cancelling", task("cancelling", { ...taken, ...asked }), online!, "Is being ended; web-1 has not confirmed it yet.", "正在终止，web-1 尚未确认。"],
  ["cancelling, host away", task("cancelling", { ...taken, ...asked }), away!, "Is to be ended, but web-1 is away: it is told as soon as it is back. Until then the task may be running on.", "要求终止，但 web-1 已离线：它恢复后会立即收到通知。在此之前任务可能仍在运行。"],
  ["cancel unconfirmed", task("cancelUnconfirmed", { ...taken, ...asked }), online!, "web-1 was asked to end it and has not confirmed it. It is asked again until it answers.", "已要求 web-1 终止它，但没有得到确认。会一直询问到得到答复。"],
  ["cancel unconfirmed, host away", task("cancelUnconfirmed", { ...taken, ...asked }), away!, "web-1 is away and has not confirmed the end. It is asked again when it is back; until then the task may be running on.", "web-1 已离线，没有确认任务结束。它恢复后会再次询问；在此之前任务可能仍在运行。"],
  ["succeeded", task("succeeded", ended("exited", { exitCode: 0 })), null, "Ended with exit code 0.", "以退出码 0 结束。"],
  ["succeeded while cancelled", task("succeeded", { ...ended("exited", { exitCode: 0, processesLeft: 1 }), ...asked }), null, "Ended with exit code 0 while it was being cancelled.", "在取消过程中以退出码 0 结束。"],
  ["failed", task("failed", ended("exited", { exitCode: 3 })), null, "Ended with exit code 3.", "以退出码 3 结束。"],
  ["failed while cancelled", task("failed", { ...ended("exited", { exitCode: 3 }), ...asked }), null, "Ended with exit code 3 while it was being cancelled.", "在取消过程中以退出码 3 结束。"],
  ["failed by a signal", task("failed", ended("exited", { signal: 9 })), null, "Was ended by SIGKILL (9).", "被 SIGKILL (9) 终止。"],
  ["went over a limit", task("failed", ended("limitExceeded", { signal: 9 })), null, "Went over a limit and was ended, with all of its processes.", "超出限制，已连同所有进程一起终止。"],
  ["failed to start", task("failed", ended("couldNotStart")), null, "Could not be started.", "无法启动。"],
  ["timed out", task("timedOut", ended("timedOut")), null, "Ran longer than its 1 min 30 s and was ended, with all of its processes.", "运行超过 1 分钟 30 秒，已连同所有进程一起终止。"],
  ["timed out, processes left", task("timedOut", ended("timedOut", { processesLeft: 2 })), null, "Ran longer than its 1 min 30 s and was ended, but 2 of its processes live on.", "运行超过 1 分钟 30 秒 后被终止，但仍有 2 个进程存活。"],
  ["cancelled, never sent", task("cancelled", asked), null, "Taken out of the queue; it never ran.", "已从队列中移除；从未运行。"],
  ["cancelled, never sent, host away", task("cancelled", asked), away!, "Taken out of the queue; it never ran.", "已从队列中移除；从未运行。"],
  ["cancelled, sent, never taken", task("cancelled", { ...sent, ...asked }), null, "Cancelled before web-1 took it on; it never ran.", "在 web-1 接收之前已取消；从未运行。"],
  ["cancelled, sent in an earlier attempt", task("cancelled", { attempts: [{ number: 1, sentAt: at, failed: false }], ...asked }), null, "Cancelled before web-1 took it on; it never ran.", "在 web-1 接收之前已取消；从未运行。"],
  ["cancelled between attempts", task("cancelled", { attempts: [{ number: 1, sentAt: at, acceptedAt: at, failed: false }], ...asked }), null, "Cancelled before it was started again. What became of the attempt before is not known.", "在再次启动之前已取消。上一次尝试的结果未知。"],
  ["cancelled before a retry", task("cancelled", { attempts: [{ number: 1, sentAt: at, acceptedAt: at, failed: true }], ...asked }), null, "Cancelled before it was started again; the attempt before had failed.", "在再次启动之前已取消；上一次尝试已失败。"],
  ["cancelled", task("cancelled", { ...ended("cancelled"), ...asked }), null, "Was cancelled; web-1 confirmed that none of its processes lives.", "已取消；web-1 确认其进程已全部结束。"],
  ["cancelled, ended by itself", task("cancelled", { ...ended("exited"), ...asked }), null, "Ended by itself while it was being cancelled; web-1 confirmed that none of its processes lives.", "在取消过程中自行结束；web-1 确认其进程已全部结束。"],
  ["cancelled, could not start", task("cancelled", { ...ended("couldNotStart"), ...asked }), null, "Could not be started, and was cancelled; nothing of it runs.", "无法启动，并已取消；没有任何进程在运行。"],
  ["cancelled on the host itself", task("cancelled", ended("cancelled")), null, "Was ended on web-1 itself, which says that none of its processes lives.", "在 web-1 上被终止；主机确认其进程已全部结束。"],
  ["cancelled, processes left", task("cancelled", { ...ended("cancelled", { processesLeft: 1 }), ...asked }), null, "Was cancelled, but 1 of its processes lives on.", "已取消，但仍有 1 个进程存活。"],
  ["lost", task("lost", taken), null, "How it ended is not known.", "不知道它是怎样结束的。"],
  ["lost on the way", task("lost", sent), null, "Whether it ran is not known.", "不知道它是否运行过。"],
  ["rejected", task("rejected"), null, "Never ran.", "从未运行。"],
];

describe("how a task stands", () => {
  afterAll(() => language.set("en"));

  it.each(rows)("%s", (_, of, host, english, chinese) => {
    language.set("en");
    expect(plainWords(of, host).startsWith(english) && (english.endsWith("heard") || plainWords(of, host) === english), plainWords(of, host)).toBe(true);
    language.set("zh");
    expect(plainWords(of, host).startsWith(chinese) && (chinese.endsWith("：") || plainWords(of, host) === chinese), plainWords(of, host)).toBe(true);
  });

  it("has a sentence in both languages for every phase, host and cancel, and a row for every sentence", () => {
    const told = new Set(rows.map(([, of, host]) => standing(of, host)));
    for (const phase of taskPhases) {
      for (const host of [null, online!, draining!, away!, never!]) {
        for (const part of [{}, sent, taken, ended("exited"), ended("cancelled"), ended("couldNotStart"), ended("timedOut"), ended("limitExceeded"), ended("unknown"), ended("cancelled", { processesLeft: 1 }), { signal: 9 }, { attempts: [{ number: 1, acceptedAt: at, failed: false }] }, { attempts: [{ number: 1, acceptedAt: at, failed: true }] }]) {
          for (const cancel of [{}, asked]) {
            const key = standing(task(phase, { ...part, ...cancel } as Partial<TaskView>) as Standing, host);
            expect(en[key] && zh[key], key).toBeTruthy();
            expect(told.has(key), `${key} has no row`).toBe(true);
          }
        }
      }
    }
  });

  it("claims that a host confirmed only where it reported an end", () => {
    for (const phase of taskPhases) {
      for (const host of [null, online!, away!]) {
        for (const part of [{}, sent, taken]) {
          language.set("en");
          expect(plainWords(task(phase, { ...part, ...asked } as Partial<TaskView>), host)).not.toMatch(/confirmed that|says that/);
        }
      }
    }
  });
});
