using System.CommandLine;
using System.Net;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl tf run</summary>
internal static class RunRunning
{
    private const int IdLength = 40;

    private static readonly TimeSpan RetryFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private const string More = """
        Packs the code, plans on the host, shows what would change, asks, and applies exactly that plan. The state is kept here, whatever backend the code names.
        The host needs terraform (or what --program says), and curl, tar, gzip and sha256sum. Ctrl-C ends only opsctl.
        Exit code: 0 if it is applied, or there is nothing to do; 1 if not, 5 if the plan waits for somebody's word, 130 if it was cancelled.

        Examples:
          opsctl tf run network --host web-1 --dir ./infra --var region=eu
          opsctl tf run network --host web-1 --dir ./infra --plan-only
          opsctl tf run network --host web-1 --dir ./infra --secret TF_VAR_password --auto-approve
          opsctl tf run network --host web-1 --dir ./infra --destroy
        """;

    public static Command Create(CommonOptions common)
    {
        var workspace = TerraformCommand.Workspace();
        var host = Options.Text("--host", "HOST", "Id or name of the host that it runs on.");
        host.Required = true;
        host.CompletionSources.Add(Known.Hosts);
        var directory = Options.Text("--dir", "DIR", "Directory of the code, with its root module; the current one by default.");
        var id = Options.Text("--id", "ID", "Id of the run; one is made by default. The same run with the same id again follows the first one.");
        var planOnly = Options.Flag("--plan-only", "End with the plan.");
        var autoApprove = Options.Flag("--auto-approve", "Apply the plan without asking.");
        var destroy = Options.Flag("--destroy", "Plan to destroy all that the state has.");
        var variables = Options.Many("--var", "NAME=VALUE", "Value of a variable of the code; may be repeated.");
        var env = Options.Many("--env", "NAME=VALUE", "Environment variable; NAME alone passes on your own; may be repeated.", "-e");
        var secrets = Options.Many("--secret", "NAME", "Environment variable that is told to nobody but the host: your own of that name, or a line of standard input. TF_VAR_NAME is a variable of the code.");
        var program = Options.Text("--program", "NAME", "What is run on the host, such as tofu, or a path; terraform by default.");
        var timeout = Options.Duration("--timeout", "How long plan and apply may run each; 2h by default.", Longest);
        var queueTimeout = Options.Duration("--queue-timeout", "How long each may wait for the host; 1d by default.", Longest);
        var detach = Options.Flag("--detach", "Do not follow it: print its id.", "-d");
        var reconnectFor = Options.Duration("--reconnect-for", "How long to try when the server cannot be reached any more; 5m by default.");
        var command = new DocumentedCommand("run", "Plan and apply code on a host.", More)
        {
            workspace, host, directory, planOnly, autoApprove, destroy, variables, env, secrets, program, id, timeout, queueTimeout, detach, reconnectFor, common.Output,
        };
        command.Does(common, async (line, session, cancel) =>
        {
            if (line.GetValue(planOnly) && line.GetValue(autoApprove))
            {
                throw CliException.Usage("--plan-only ends with the plan, so there is nothing for --auto-approve to approve.");
            }

            var (name, run) = (line.GetRequiredValue(workspace), IdOf(line.GetValue(id), session));
            var hidden = await SecretVariables.Read(line.GetRequiredValue(secrets), isStdinTaken: false, cancel);
            var submitted = await Submit(session, name, run, new SubmitRun(
                line.GetRequiredValue(host)!,
                await Code(session, line.GetValue(directory) ?? ".", name, cancel),
                line.GetValue(destroy) ? true : null,
                line.GetValue(planOnly) ? true : null,
                line.GetValue(autoApprove) ? true : null,
                line.GetValue(program),
                KeyValues.OrNull(KeyValues.Parse("--var", line.GetRequiredValue(variables))),
                KeyValues.OrNull(EnvVariables.Read([], line.GetRequiredValue(env))),
                hidden,
                (long?)line.GetValue(timeout)?.TotalSeconds,
                (long?)line.GetValue(queueTimeout)?.TotalSeconds), cancel);
            if (!line.GetValue(detach))
            {
                using var following = new RunFollowing(session, name, run, line.GetValue(reconnectFor) ?? LogPrintingOptions.UsualPatience);
                return await following.Follow(cancel);
            }

            if (session.Json)
            {
                session.WriteJson(submitted.Json);
            }
            else
            {
                session.WriteLine(run);
                session.Notes.Progress($"Look at it with: {RunOutcomes.HowToLook(Printable.Of(name), run)}");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task<Reply<TerraformRunView>> Submit(Session session, string workspace, string id, SubmitRun run, CancellationToken cancel)
    {
        var submitted = await new RetryPolicy(session.Time, RetryFor).Try(() => session.Server.SubmitRun(workspace, id, run, cancel), Retry.Always, cancel);
        session.Notes.Info($"Run {id} of {Printable.Of(workspace)}{(submitted.Status == (int)HttpStatusCode.OK ? ", was submitted before, with the same content." : ".")}");
        return submitted;
    }

    private static string IdOf(string? given, Session session) => given switch
    {
        null => Ids.New(session.Time),
        _ when given.Length <= IdLength && Ids.ComplaintOfJob(given) is null => given,
        _ => throw CliException.Usage($"--id: \"{Printable.Of(given)}\" is not the id of a run: 1 to {IdLength} letters, digits, _ and - are allowed, without --."),
    };

    /// <summary>Puts the code into the store, unless it is there.</summary>
    private static async Task<string> Code(Session session, string directory, string workspace, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("opsctl-tf-");
        try
        {
            var path = Path.Combine(folder.FullName, "code.tgz");
            await CodeArchive.Write(directory, path, cancel);
            var file = await LocalFile.Read(session, path, cancel);
            await new FileUploading(session, file, new CreateUpload(file.Size, file.Sha256, $"{workspace}.tgz", "application/gzip", KeepSeconds: null)).Run(cancel);
            return file.Sha256;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
