using System.CommandLine;
using System.Globalization;
using System.Net;

namespace OrleansOps.Cli;

/// <summary>opsctl workflow run and validate</summary>
internal static class WorkflowRunning
{
    private static readonly TimeSpan RetryFor = TimeSpan.FromSeconds(30);

    private const string RunMore = """
        The file is YAML with the fields of the API (docs/workflows.md). A step's task has its script in it, or in a file beside it:

          name: Patch the web servers
          parameters:
            version: {description: which release}
          steps:
            - name: canary
              job: {on: role=web, batches: "1", task: {kind: bash, scriptFile: patch.sh}}
            - name: go
              approval: {message: Did the canary survive?}
            - name: rest
              job: {on: role=web, batches: "10%", maxErrors: "5%", task: {kind: bash, scriptFile: patch.sh}}

        A value reaches the scripts as a variable: PARAM_VERSION. What a step puts out (echo "##[set-output name=release]2.4") a later one
        gets with inputs: {RELEASE: {step: canary, output: release}}, also as a variable. It is followed to its end; Ctrl-C ends only opsctl.
        Exit code: 0 if it succeeded, 1 if not, 130 if it was stopped.

        Examples:
          opsctl workflow run patch.yaml --set version=2.4
          opsctl workflow run patch.yaml --set version=2.4 --detach
        """;

    private const string ValidateMore = """
        Says how many hosts each step would have now, or what is wrong and where: nothing is stored.

        Example:
          opsctl workflow validate patch.yaml --set version=2.4
        """;

    public static Command CreateRun(CommonOptions common)
    {
        var file = File();
        var id = Options.Text("--id", "ID", "Id of the workflow; one is made by default. The same file with the same id again follows the first run.");
        var values = Values();
        var detach = Options.Flag("--detach", "Do not follow it: print its id.", "-d");
        var reconnectFor = Options.Duration("--reconnect-for", "How long to try when the server cannot be reached any more; 5m by default.");
        var command = new DocumentedCommand("run", "Run the workflow in a file, and follow it.", RunMore) { file, id, values, detach, reconnectFor, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var given = line.GetValue(id) is { } chosen
                ? Ids.ComplaintOfWorkflow(chosen) is { } complaint ? throw CliException.Usage($"--id: {complaint}") : chosen
                : Ids.New(session.Time);
            var workflow = await WorkflowFile.Read(line.GetRequiredValue(file), KeyValues.Parse("--set", line.GetRequiredValue(values)), cancel);
            var submitted = await workflow.Placed(() => new RetryPolicy(session.Time, RetryFor).Try(() => session.Server.SubmitWorkflow(given, workflow.Body, cancel), Retry.Always, cancel));
            session.Notes.Info($"Workflow {given}, {Steps(submitted.Value.Steps.Count)}{(submitted.Status == (int)HttpStatusCode.OK ? ", was submitted before, with the same content." : ".")}");
            if (!line.GetValue(detach))
            {
                return await new WorkflowFollowing(session, given, line.GetValue(reconnectFor) ?? LogPrintingOptions.UsualPatience).Follow(cancel);
            }

            if (session.Json)
            {
                session.WriteJson(submitted.Json);
            }
            else
            {
                session.WriteLine(given);
                session.Notes.Progress($"Follow it with: opsctl workflow show {given} -f");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    public static Command CreateValidate(CommonOptions common)
    {
        var file = File();
        var values = Values();
        var command = new DocumentedCommand("validate", "Look whether the workflow in a file can be run.", ValidateMore) { file, values, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var workflow = await WorkflowFile.Read(line.GetRequiredValue(file), KeyValues.Parse("--set", line.GetRequiredValue(values)), cancel);
            var check = await workflow.Placed(() => session.Server.CheckWorkflow(workflow.Body, cancel));
            if (session.Json)
            {
                session.WriteJson(check.Json);
                return ExitCodes.Success;
            }

            var table = new Listing(new Column("STEP"), new Column("HOSTS"));
            foreach (var (step, hosts) in workflow.Body.GetProperty("steps").EnumerateArray().Zip(check.Value.Hosts))
            {
                table.Add(step.GetProperty("name").GetString(), hosts == 0 ? null : Show.Number(hosts));
            }

            table.Write(session.Tables);
            session.Notes.Info($"It can be run: {Steps(check.Value.Hosts.Count)}.");
            return ExitCodes.Success;
        });
        return command;
    }

    private static Argument<string> File() => new("FILE") { HelpName = "FILE", Description = "The workflow, in YAML; - is standard input." };

    private static Option<string[]> Values() => Options.Many("--set", "NAME=VALUE", "Value of a parameter; may be repeated. It takes the place of that in the file.");

    private static string Steps(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} step{(count == 1 ? "" : "s")}");
}
