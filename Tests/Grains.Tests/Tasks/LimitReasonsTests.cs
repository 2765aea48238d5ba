namespace OrleansOps.Tasks;

public sealed class LimitReasonsTests
{
    private static readonly TaskLimits All = new() { MemoryBytes = 1536L << 20, CpuSeconds = 90, Processes = 100 };

    [Theory]
    [InlineData(6001, "memoryLimit", "It used more than 1536 MiB of memory and was ended with everything it had started.")]
    [InlineData(6002, "cpuLimit", "It used more than 1 min 30 s of processor time and was ended with everything it had started.")]
    [InlineData(6000, "processLimit", "It had more than 100 processes and threads and was ended with everything it had started.")]
    [InlineData(6003, "idleLimit", "Nobody typed into it for 30 min, and it was ended with everything it had started.")]
    [InlineData(null, "processLimit", "It had more than 100 processes")]
    public void Of_WhichLimitItWas(int? failure, string code, string text)
    {
        var said = LimitReasons.Of(All, TimeSpan.FromMinutes(30), failure);

        Assert.StartsWith(text, said.Text, StringComparison.Ordinal);
        Assert.Equal(code, Assert.Single(said.Why).Code);
    }

    [Fact]
    public void Of_ALimitThatTheTaskDidNotHave_SaysNoMoreThanThat() =>
        Assert.Equal("It went over one of its limits and was ended with everything it had started.", LimitReasons.Of(null, null, 6001).Text);
}
