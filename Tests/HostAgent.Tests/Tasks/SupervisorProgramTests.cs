using OrleansOps.HostAgent.Tasks;

namespace OrleansOps.AgentTests.Tasks;

public sealed class SupervisorProgramTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Install_ItIsThereWhole_IsLeftAlone()
    {
        var path = SupervisorProgram.Install(_directory.Path);
        var old = DateTimeOffset.UnixEpoch;
        File.SetLastWriteTimeUtc(path, old.UtcDateTime);

        Assert.Equal(path, SupervisorProgram.Install(_directory.Path));

        Assert.Equal(old.UtcDateTime, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public void Install_ItIsDamaged_IsWrittenAgain()
    {
        var path = SupervisorProgram.Install(_directory.Path);
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..^1]);

        SupervisorProgram.Install(_directory.Path);

        Assert.Equal(whole, File.ReadAllBytes(path));
    }

    public void Dispose() => _directory.Dispose();
}
