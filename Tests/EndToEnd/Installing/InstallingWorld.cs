namespace OrleansOps.EndToEnd;

/// <summary>An installation whose gateway has an agent for machines like this one, which is the native one: it has to be one file.</summary>
public sealed class InstallingWorld : IAsyncLifetime
{
    private readonly string _packages = Directory.CreateTempSubdirectory("ops-packages-").FullName;

    internal OpsWorld World { get; private set; } = null!;

    internal static string Platform => System.Runtime.InteropServices.RuntimeInformation.OSArchitecture is System.Runtime.InteropServices.Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    public async Task InitializeAsync()
    {
        Assert.True(Builds.AgentProgram is [_], "What is installed is what hosts get: run './ops publish agent', and name artifacts/publish/agent/ops-agent in OPS_AGENT_PROGRAM.");
        Directory.CreateDirectory(Path.Join(_packages, Platform));
        File.Copy(Builds.AgentProgram[0], Path.Join(_packages, Platform + "/ops-agent"));
        World = await OpsWorld.Start(settings: new Dictionary<string, string>(StringComparer.Ordinal) { ["OPS_Gateway__AgentPackages"] = _packages });
    }

    public async Task DisposeAsync()
    {
        if (World is not null)
        {
            await World.DisposeAsync();
        }

        Directory.Delete(_packages, recursive: true);
    }

    /// <summary>The line for a host, as opsctl prints it.</summary>
    internal async Task<string> Line() =>
        (await Opsctl.Run(World, 0, "join-token", "create")).Split('\n').Single(line => line.Contains("install.sh", StringComparison.Ordinal));
}
