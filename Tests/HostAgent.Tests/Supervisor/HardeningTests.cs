using System.Globalization;
using OrleansOps.Tests.Support;

namespace OrleansOps.AgentTests.Supervisors;

/// <summary>The one program of ours that no runtime watches over.</summary>
public sealed class HardeningTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static string Sources => Path.Join(AppContext.BaseDirectory, "Supervisor");

    /// <summary>Longer by command: ./ops fuzz</summary>
    private static int Seconds => Fuzz.Seconds(30);

    [Fact]
    public async Task ReadSpec_OfAnythingThatLiesOnADisk_StaysInsideIt()
    {
        var program = Path.Join(_directory.Path, "specfuzz");
        var seed = Random.Shared.Next().ToString(CultureInfo.InvariantCulture);
        var compiled = await AgentProcess.RunAs(
            "cc", ["-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-I", Sources, "-o", program, Path.Join(Sources, "specfuzz.c")]);
        Assert.True(compiled.ExitCode == 0, compiled.Error);

        var (exitCode, output, error) = await AgentProcess.RunAs(
            program, [Seconds.ToString(CultureInfo.InvariantCulture), seed], limit: TimeSpan.FromSeconds(60 + Seconds));

        Assert.True(exitCode == 0, $"Seed {seed}: exit code {exitCode}. {output} {error}");
    }

    [Theory]
    [InlineData("-h", "DYN (Position-Independent Executable file)")]
    [InlineData("-l", "GNU_RELRO")]
    [InlineData("-d", "BIND_NOW")]
    public async Task TheSupervisor_IsBuiltHardened(string look, string expected)
    {
        var (_, output, _) = await AgentProcess.RunAs("readelf", [look, "-W", Supervisor.Path]);

        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSupervisor_HasNoExecutableStack()
    {
        var (_, output, _) = await AgentProcess.RunAs("readelf", ["-l", "-W", Supervisor.Path]);

        Assert.Matches(@"GNU_STACK.* RW ", output);
    }

    /// <summary>glibc itself has both checks in it, so our own objects are looked at.</summary>
    [Theory]
    [InlineData("opsexec.c", "__stack_chk_fail")]
    [InlineData("opsexec.c", "__snprintf_chk")]
    [InlineData("serve.c", "__stack_chk_fail")]
    public async Task TheSupervisor_ChecksItsStackAndItsBuffers(string source, string check)
    {
        var built = Path.Join(_directory.Path, "built.o");
        await AgentProcess.RunAs("cc", [$"@{Path.Join(Sources, "flags")}", "-c", "-o", built, Path.Join(Sources, source)]);

        var (_, output, error) = await AgentProcess.RunAs("nm", ["-u", built]);

        Assert.True(output.Contains(check, StringComparison.Ordinal), output + error);
    }

    public void Dispose() => _directory.Dispose();
}
