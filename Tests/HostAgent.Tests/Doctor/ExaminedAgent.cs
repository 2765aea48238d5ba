using System.Text.Json;
using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Doctor;

namespace OrleansOps.AgentTests.Doctor;

/// <summary>An installation of an agent, and what `ops-agent doctor` finds in it.</summary>
internal sealed class ExaminedAgent : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public string Data => Path.Join(_directory.Path, "data");

    /// <summary>It is enrolled, with this token at these gateways.</summary>
    public ExaminedAgent Enrolled(string server, string token = TestGateway.Token)
    {
        Directory.CreateDirectory(Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllBytes(
            Path.Join(Data, "identity.json"),
            JsonSerializer.SerializeToUtf8Bytes(new AgentIdentity("request", TestGateway.AgentId, token, server), IdentityJson.Default.AgentIdentity));
        return this;
    }

    public string Write(string name, string text)
    {
        var file = Path.Join(_directory.Path, name);
        File.WriteAllText(file, text);
        return file;
    }

    public Task<Examined> Examine(params IReadOnlyList<string> options) => ExamineWith(new Dictionary<string, string>(StringComparer.Ordinal), options);

    public async Task<Examined> ExamineWith(IReadOnlyDictionary<string, string> variables, params IReadOnlyList<string> options)
    {
        var withoutProxy = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["http_proxy"] = "",
            ["https_proxy"] = "",
            ["HTTP_PROXY"] = "",
            ["HTTPS_PROXY"] = "",
            ["all_proxy"] = "",
            ["ALL_PROXY"] = "",
        };
        foreach (var (name, value) in variables)
        {
            withoutProxy[name] = value;
        }

        return Read(await AgentProcess.RunWith(withoutProxy, ["doctor", "--json", "--data", Data, .. options]));
    }

    /// <param name="shell">Commands of a shell that stand before it: limits, for one.</param>
    public async Task<Examined> ExamineBehind(string shell, params IReadOnlyList<string> options) =>
        Read(await AgentProcess.RunAs("/bin/sh", ["-c", $"{shell} exec \"$0\" \"$@\"", AgentProcess.Program, "doctor", "--json", "--data", Data, .. options]));

    public void Dispose() => _directory.Dispose();

    private static Examined Read((int ExitCode, string Output, string Error) ended) => ended.Output.StartsWith('{')
        ? new Examined(ended.ExitCode, JsonSerializer.Deserialize(ended.Output, DoctorJson.Default.DoctorReport)!)
        : throw new InvalidOperationException($"ops-agent doctor ended with {ended.ExitCode} and said no JSON: {ended.Output}{ended.Error}");

    internal sealed record Examined(int ExitCode, DoctorReport Report)
    {
        public IEnumerable<Finding> Of(string check) => Report.Findings.Where(finding => finding.Check == check);

        /// <summary>The only one that is not well.</summary>
        public Finding Only(string check)
        {
            var found = Report.Findings.Where(finding => finding.Verdict != Verdict.Ok).ToList();
            return found is [var only] && only.Check == check ? only : throw new InvalidOperationException($"Expected one of '{check}' alone, found: {string.Join("; ", found)}");
        }

        public override string ToString() => string.Join('\n', Report.Findings);
    }
}
