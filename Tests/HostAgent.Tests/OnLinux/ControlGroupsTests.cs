using Microsoft.Extensions.Logging.Abstractions;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Linux;

namespace OrleansOps.AgentTests.OnLinux;

/// <summary>What is read of the kernel's files, and what is said of directories that are none of its. docs/adr/0022 says where the rest was tried.</summary>
public sealed class ControlGroupsTests : IDisposable
{
    private const string Mounts = """
        24 30 0:22 / /proc rw,nosuid - proc proc rw
        35 30 0:31 / /sys/fs/cgroup rw,nosuid,nodev shared:9 - cgroup2 cgroup2 rw,nsdelegate
        """;

    private const string Hybrid = """
        35 30 0:31 / /sys/fs/cgroup/memory rw shared:9 - cgroup cgroup rw,memory
        36 30 0:32 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
        """;

    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData("0::/system.slice/ops-agent.service/agent\n", "/system.slice/ops-agent.service/agent")]
    [InlineData("9:name=systemd:/\n4:memory:/x\n0::/\n", "/")]
    [InlineData("9:name=systemd:/\n", null)]
    [InlineData("", null)]
    public void OwnPath_IsThatOfVersionTwo(string text, string? expected) => Assert.Equal(expected, ControlGroups.OwnPath(text));

    [Theory]
    [InlineData("/system.slice/ops-agent.service/agent", "/sys/fs/cgroup/system.slice/ops-agent.service")]
    [InlineData("/system.slice/ops-agent.service", null)]   // an older service manager: above it is what is not ours
    [InlineData("/", null)]
    [InlineData(null, null)]
    public void Above_OnlyWhereTheAgentHasAGroupOfItsName(string? own, string? expected) => Assert.Equal(expected, ControlGroups.Above(own, Mounts));

    [Fact]
    public void Above_WhereBothVersionsAreMounted_IsInTheSecond() =>
        Assert.Equal("/sys/fs/cgroup/unified/a", ControlGroups.Above("/a/agent", Hybrid));

    [Fact]
    public void Above_WithoutVersionTwo_IsNone() => Assert.Null(ControlGroups.Above("/a/agent", Hybrid.Split('\n')[0]));

    [Fact]
    public void Open_Nothing_IsNone() => Assert.Null(ControlGroups.Open(null, NullLogger<ControlGroups>.Instance));

    [Fact]
    public void Open_ADirectoryOfSomethingElse_SaysWhatToDo()
    {
        var refused = Assert.Throws<AgentStartException>(() => ControlGroups.Open(_directory.Path, NullLogger<ControlGroups>.Instance));

        Assert.Contains($"'{_directory.Path}' is no directory of control groups (version 2) that the agent can use", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--cgroup", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();
}
