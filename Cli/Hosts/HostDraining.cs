using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl hosts drain, and opsctl hosts resume</summary>
internal static class HostDraining
{
    private const string DrainMore = """
        It gets no new tasks; what runs goes on, and what waits keeps waiting until it is resumed or its queue time is over.

        Examples:
          opsctl hosts drain web-9 && opsctl tasks --on web-9 --open
          opsctl hosts drain -l rack=7 --reason "new disks until noon"
        """;

    public static Command CreateDrain(CommonOptions common)
    {
        var reason = Options.Text("--reason", "TEXT", "Why, for whoever waits for the host; at most 200 characters.");
        return Create(
            common, new DocumentedCommand("drain", "Give hosts no new tasks.", DrainMore) { reason }, "gets no new tasks",
            (server, host, line, cancel) => server.DrainAgent(host, new DrainAgent(line.GetValue(reason)), cancel));
    }

    public static Command CreateResume(CommonOptions common) => Create(
        common, new Command("resume", "Give drained hosts tasks again."), "gets tasks again", (server, host, _, cancel) => server.ResumeAgent(host, cancel));

    private static Command Create(CommonOptions common, Command command, string outcome, Func<ControlPlane, string, ParseResult, CancellationToken, Task<Reply<AgentView>>> change)
    {
        var hosts = new HostSelection();
        hosts.AddTo(command);
        command.Does(common, async (line, session, cancel) =>
        {
            var chosen = await hosts.Read(line, session, cancel);
            return await Each.Do(chosen, host => host.Name ?? host.Id, async (host, stop) => Tell(session, await change(session.Server, host.Id, line, stop), outcome), session, line, cancel);
        });
        return command;
    }

    private static int Tell(Session session, Reply<AgentView> view, string outcome)
    {
        if (session.Json)
        {
            session.WriteJson(view.Json);
        }
        else
        {
            session.Notes.Info($"{Printable.Of(view.Value.Name ?? view.Value.Id)} {outcome}: {view.Value.Running} running, {view.Value.Queued} queued.");
        }

        return ExitCodes.Success;
    }
}
