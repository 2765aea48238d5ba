using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Files;
using OrleansOps.Http;
using OrleansOps.Operators.Agents;
using OrleansOps.Operators.Tasks;
using OrleansOps.Secrets;
using OrleansOps.Tasks;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>Makes of what an operator wrote what a run is stored as: checks it, finds host and code, and makes what its two tasks have in common.</summary>
internal sealed class RunOrders(AgentNames names, IFileStore files, TaskSecrets secrets, RunTokens tokens, IOptions<LogCapOptions> caps, IOptions<StateOptions> options)
{
    private const string VariablePrefix = "TF_VAR_";
    private const string DefaultProgram = "terraform";

    /// <summary>How long Terraform is given to stop by itself.</summary>
    private const double InterruptSeconds = 300;
    private const double TerminateSeconds = 30;

    private static readonly string Script = ReadScript();

    private readonly string? _certificates = options.Value.CaFile is { } file ? File.ReadAllText(file) : null;

    public async Task<(RunSpec? Spec, Refusal? Refusal)> Spec(string workspace, string id, Api.SubmitRun run, HttpContext http)
    {
        var asked = Asked(workspace, run);
        if ((WorkspaceRules.Id(workspace) ?? RunRules.Id(id) ?? RunRules.Broken(run) ?? Twice(run) ?? SubmitRules.BrokenAnywhere(asked)) is { } broken)
        {
            return (null, broken);
        }

        if (await files.Find(run.Code!, http.RequestAborted) is null)
        {
            return (null, Refusal.Bad(Api.ProblemCodes.UnknownFile, "code", "There is no such file in the store. Its id is wrong, or its time is over.") with { See = "GET /api/v1/files" });
        }

        var (agent, unknown) = await names.Resolve(run.Agent!);
        return agent is null ? (null, unknown) : (Made(workspace, id, run, asked, agent, http), null);
    }

    private RunSpec Made(string workspace, string id, Api.SubmitRun run, Api.SubmitTask asked, AgentView agent, HttpContext http)
    {
        var program = run.Program ?? DefaultProgram;
        var task = asked with { Script = Script, Env = Environment(workspace, id, run, asked.Env!, program, http), Secrets = Hidden(workspace, id, asked) };
        return new RunSpec
        {
            Id = id,
            Code = run.Code!,
            AgentId = agent.Id,
            AgentName = agent.Name,
            Destroy = run.Destroy == true,
            PlanOnly = run.PlanOnly == true,
            AutoApprove = run.AutoApprove == true,
            Program = program,
            SubmittedBy = http.User.TokenName(),
            SubmittedById = http.User.TokenId(),
            Digest = Digest(run, program, Spec(workspace, id, asked, agent, http.User).Digest),
            Task = Spec(workspace, id, task, agent, http.User),
        };
    }

    /// <summary>What the operator asks of its tasks; nothing that a later version may do otherwise.</summary>
    private static Api.SubmitTask Asked(string workspace, Api.SubmitRun run)
    {
        var env = new Dictionary<string, string>(run.Env ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (name, value) in run.Variables ?? new Dictionary<string, string>())
        {
            env[VariablePrefix + name] = value;
        }

        return new Api.SubmitTask
        {
            Kind = TaskKind.Shell,
            Script = DefaultProgram,
            Env = env,
            Secrets = run.Secrets,
            TimeoutSeconds = run.TimeoutSeconds,
            QueueSeconds = run.QueueSeconds,
            Grace = new Api.SubmitGrace { InterruptSeconds = InterruptSeconds, TerminateSeconds = TerminateSeconds },
            Labels = IdFormat.IsId(workspace) ? new Dictionary<string, string>(StringComparer.Ordinal) { ["terraform"] = workspace } : null,
        };
    }

    private TaskSpec Spec(string workspace, string id, Api.SubmitTask task, AgentView agent, ClaimsPrincipal user) =>
        task.ToSpec(RunIds.SealedFor(workspace, id), agent.Id, agent.Name, user, caps.Value, secrets, stored: null);

    private Dictionary<string, string> Environment(string workspace, string id, Api.SubmitRun run, IReadOnlyDictionary<string, string> given, string program, HttpContext http)
    {
        var server = (options.Value.Address ?? $"{http.Request.Scheme}://{http.Request.Host}").TrimEnd('/');
        var state = $"{server}/api/v1/terraform/state/{workspace}";
        var env = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TF_IN_AUTOMATION"] = "1",
            ["CHECKPOINT_DISABLE"] = "1",
            ["TF_HTTP_RETRY_MAX"] = "20",
            ["TF_HTTP_RETRY_WAIT_MAX"] = "10",
        };
        foreach (var (name, value) in given)
        {
            env[name] = value;
        }

        foreach (var name in (string[])["TF_HTTP_ADDRESS", "TF_HTTP_LOCK_ADDRESS", "TF_HTTP_UNLOCK_ADDRESS"])
        {
            env[name] = state;
        }

        (env["TF_HTTP_USERNAME"], env["TF_RUN_URL"], env["TF_RUN_PROGRAM"], env["TF_RUN_DESTROY"]) =
            ("run", $"{server}/api/v1/terraform/execution/{workspace}/{id}", program, run.Destroy == true ? "1" : "");
        if (_certificates is not null)
        {
            env["TF_HTTP_CLIENT_CA_CERTIFICATE_PEM"] = _certificates;
        }

        return env;
    }

    private Dictionary<string, string?> Hidden(string workspace, string id, Api.SubmitTask asked) =>
        new(asked.Secrets ?? new Dictionary<string, string?>(), StringComparer.Ordinal) { ["TF_HTTP_PASSWORD"] = tokens.Of(workspace, id) };

    private static Refusal? Twice(Api.SubmitRun run) => run.Variables?.Keys.FirstOrDefault(name => run.Env?.ContainsKey(VariablePrefix + name) == true) is { } twice
        ? Refusal.Bad(Api.ProblemCodes.GivenTwice, "variables", $"'variables' and 'env' both have a value for '{twice}'. Send one of them.")
        : null;

    /// <summary>Each part on a line of its own, and none has a line feed in it.</summary>
    private static string Digest(Api.SubmitRun run, string program, string task) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', task, run.Code, program, run.Destroy == true, run.PlanOnly == true, run.AutoApprove == true))));

    private static string ReadScript()
    {
        using var resource = typeof(RunOrders).Assembly.GetManifestResourceStream("run.sh") ?? throw new InvalidOperationException("The program has no run.sh in it.");
        return new StreamReader(resource).ReadToEnd();
    }
}
