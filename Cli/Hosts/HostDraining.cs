using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl agents drain, and opsctl agents resume</summary>
internal static class AgentDraining
{
    private const string DrainMore = """
        It gets no new tasks; what runs goes on, and what waits keeps waiting until it is resumed or its queue time is over.

        Example:
          opsctl agents drain web-9 && opsctl tasks --agent web-9 --open
        """;

    public static Command CreateDrain(CommonOptions common) => Create(common, new DocumentedCommand("drain", "Give a host no new tasks.", DrainMore), "drain", "gets no new tasks");

    public static Command CreateResume(CommonOptions common) => Create(common, new Command("resume", "Give a drained host tasks again."), "resume", "gets tasks again");

    private static Command Create(CommonOptions common, Command command, string verb, string outcome)
    {
        var agent = Options.Agent();
        command.Add(agent);
        command.Does(common, async (line, session, cancel) =>
        {
            var view = await session.Server.ChangeAgent(line.GetRequiredValue(agent), verb, cancel);
            if (session.Json)
            {
                session.WriteJson(view.Json);
            }
            else
            {
                session.Notes.Info($"{Printable.Of(view.Value.Name ?? view.Value.Id)} {outcome}: {view.Value.Running} running, {view.Value.Queued} queued.");
            }

            return ExitCodes.Success;
        });
        return command;
    }
}
