import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { logOut, whoAmI } from "../api/access.ts";
import { ApiError } from "../api/ApiError.ts";
import { loggedOut } from "../api/connection.ts";
import { pause } from "../api/pause.ts";
import type { WhoAmI } from "../api/types.ts";
import { AccessScreen } from "../access/AccessScreen.tsx";
import { LoginScreen } from "../access/LoginScreen.tsx";
import { FilesScreen } from "../files/FilesScreen.tsx";
import { FleetScreen } from "../fleet/FleetScreen.tsx";
import { HostScreen } from "../host/HostScreen.tsx";
import { language } from "../i18n/language.ts";
import { t } from "../i18n/t.ts";
import { JobScreen } from "../jobs/JobScreen.tsx";
import { JobsScreen } from "../jobs/JobsScreen.tsx";
import { ScheduleScreen } from "../schedules/ScheduleScreen.tsx";
import { SchedulesScreen } from "../schedules/SchedulesScreen.tsx";
import { LocksScreen } from "../locks/LocksScreen.tsx";
import { RunScreen } from "../run/RunScreen.tsx";
import { SecretsScreen } from "../secrets/SecretsScreen.tsx";
import { SystemScreen } from "../system/SystemScreen.tsx";
import { TaskScreen } from "../task/TaskScreen.tsx";
import { TasksScreen } from "../tasks/TasksScreen.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Screen } from "../ui/Screen.tsx";
import { WorkflowScreen } from "../workflows/WorkflowScreen.tsx";
import { WorkflowsScreen } from "../workflows/WorkflowsScreen.tsx";
import { me } from "./me.ts";
import { behind, go, place, takeLinks } from "./route.ts";
import { Shell } from "./Shell.tsx";
import { forgetSession } from "./stored.ts";
import { useValue } from "./useValue.ts";

type Entry = "asking" | "unreachable" | "stranger" | WhoAmI;

export function App() {
  const [entry, setEntry] = useState<Entry>("asking");
  const [turn, setTurn] = useState(0);
  const over = useValue(loggedOut);
  useLayoutEffect(() => { if (over) forgetSession(); }, [over]); // before anybody sees that it is over
  useValue(language); // every sentence is another one
  useEffect(() => {
    const stopping = new AbortController();
    void (async () => {
      while (!stopping.signal.aborted) {
        try {
          const who = await whoAmI();
          loggedOut.set(false);
          me.set(who);
          setEntry(who);
          return;
        } catch (error) {
          if (error instanceof ApiError && !error.isUnreachable && error.status < 500) {
            forgetSession();
            setEntry("stranger");
            return;
          }

          setEntry("unreachable");
          await pause(1_500, stopping.signal);
        }
      }
    })();
    return () => stopping.abort();
  }, [turn]);
  useEffect(() => {
    document.addEventListener("click", takeLinks);
    return () => document.removeEventListener("click", takeLinks);
  }, []);

  if (entry === "asking") {
    return null;
  }

  if (entry === "unreachable") {
    return <main class="alone"><Notice icon="warning" title={t("unreachable")} kind="error"><p>{t("unreachableText")}</p></Notice></main>;
  }

  if (entry === "stranger" || over) {
    return <LoginScreen expired={over && entry !== "stranger"} done={() => setTurn(turn + 1)} />;
  }

  const leave = async () => {
    await logOut().catch(() => undefined); // a session that is gone already is what was wanted
    forgetSession();
    setEntry("stranger");
    go("/");
  };
  return <Shell who={entry} onLogOut={() => void leave()}><Here /></Shell>;
}

function Here() {
  const { path } = useValue(place);
  useLayoutEffect(() => { if (path === "/") go("/fleet", { replace: true }); }, [path]);
  const task = behind(path, "/tasks/");
  const host = behind(path, "/hosts/");
  const job = behind(path, "/jobs/");
  const workflow = behind(path, "/workflows/");
  const schedule = behind(path, "/schedules/");
  if (path === "/" || path === "/fleet") return <FleetScreen />;
  if (path === "/run") return <RunScreen />;
  if (path === "/tasks") return <TasksScreen />;
  if (path === "/jobs") return <JobsScreen />;
  if (path === "/workflows") return <WorkflowsScreen />;
  if (path === "/schedules") return <SchedulesScreen />;
  if (path === "/files") return <FilesScreen />;
  if (path === "/secrets") return <SecretsScreen />;
  if (path === "/locks") return <LocksScreen />;
  if (path === "/system") return <SystemScreen />;
  if (path === "/access") return <AccessScreen />;
  if (task) return <TaskScreen key={task} id={task} />;
  if (schedule) return <ScheduleScreen key={schedule} id={schedule} />;
  if (job) return <JobScreen key={job} id={job} />;
  if (workflow) return <WorkflowScreen key={workflow} id={workflow} />;
  if (host) return <HostScreen key={host} id={host} />;
  return <Screen title={t("notFound")} name={t("notFound")}><Notice icon="search" title={t("notFoundText")}><a class="button" href="/fleet">{t("fleet")}</a></Notice></Screen>;
}
