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
          opsctl hosts drain -l rack=7
        """;

    public static Command CreateDrain(CommonOptions common) => Create(common, new DocumentedCommand("drain", "Give hosts no new tasks.", DrainMore), "drain", "gets no new tasks");

    public static Command CreateResume(CommonOptions common) => Create(common, new Command("resume", "Give drained hosts tasks again."), "resume", "gets tasks again");

    private static Command Create(CommonOptions common, Command command, string verb, string outcome)
    {
        var hosts = new HostSelection();
        hosts.AddTo(command);
        command.Does(common, async (line, session, cancel) =>
        {
            var chosen = await hosts.Read(line, session, cancel);
            return await Each.Do(chosen, host => host.Name ?? host.Id, (host, stop) => Change(session, host, verb, outcome, stop), session, line, cancel);
        });
        return command;
    }

    private static async Task<int> Change(Session session, AgentView host, string verb, string outcome, CancellationToken cancel)
    {
        var view = await session.Server.ChangeAgent(host.Id, verb, cancel);
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
