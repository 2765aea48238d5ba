using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl rerun</summary>
internal static class RerunCommand
{
    private const string More = """
        The same script or command with the same environment, directory, limits and labels, as a task of its own. It is shown live, as by opsctl run.
        The values of secrets are given out to nobody, so they are to be given again.

        Examples:
          opsctl rerun deploy-42
          opsctl rerun deploy-42 --on web-2 --detach
          TOKEN=... opsctl rerun deploy-42 --secret TOKEN
        """;

    public static Command Create(CommonOptions common)
    {
        var id = Options.TaskId();
        var on = Options.OnHost("Another host than the one it ran on.");
        var newId = Options.Text("--id", "ID", "Id of the new task; one is made by default.");
        var detach = Options.Flag("--detach", "Do not wait: print the new task's id and return.", "-d");
        var web = WebPage.Option();
        var secret = RunOptions.Secret();
        var printing = new LogPrintingOptions();
        var command = new DocumentedCommand("rerun", "Run what a task ran once more.", More) { id, on, newId, detach, web, secret };
        printing.AddTo(command);
        command.Does(common, async (line, session, cancel) =>
        {
            var spec = (await session.Server.ReadSpec(line.GetRequiredValue(id), cancel)).Value;
            var task = spec with
            {
                Agent = line.GetValue(on) ?? spec.Agent,
                Secrets = await SecretVariables.ReadAgain(spec.Secrets?.Keys ?? [], line.GetRequiredValue(secret), cancel),
            };
            var fresh = line.GetValue(newId) ?? Ids.New(session.Time);
            if (line.GetValue(detach))
            {
                return await RunCommand.Detach(session, fresh, task, line.GetValue(web), cancel);
            }

            using var run = new ForegroundRun(session, fresh, task, printing.Read(line), LogPrintingOptions.UsualPatience) { Web = line.GetValue(web) };
            return await run.Run(cancel);
        });
        return command;
    }
}
