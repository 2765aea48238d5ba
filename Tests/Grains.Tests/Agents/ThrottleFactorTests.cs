namespace OrleansOps.Agents;

public sealed class ThrottleFactorTests
{
    private static readonly AgentOptions Usual = new();

    private readonly ThrottleFactor _factor = new();
    private TimeSpan _now;

    [Fact]
    public void EachLookUnderLoadTakesATenth_DownToThree()
    {
        var tenths = Enumerable.Range(0, 9).Select(_ => See(91)).ToList();

        Assert.Equal([9, 8, 7, 6, 5, 4, 3, 3, 3], tenths);
        Assert.Equal(new HostPressure(PressureCause.Cpu, 91), _factor.Pressure);
        Assert.Equal((1, 1, 3, 30), (_factor.Of(1), _factor.Of(5), _factor.Of(10), _factor.Of(100)));
    }

    [Fact]
    public void CalmForAWhileGivesATenthBackAtATime()
    {
        See(91);
        See(91);

        // 10 s from look to look, 30 s of calm for each tenth.
        var tenths = Enumerable.Range(0, 8).Select(_ => See(20)).ToList();

        Assert.Equal([8, 8, 8, 9, 9, 9, 10, 10], tenths);
        Assert.Null(_factor.Pressure);
    }

    [Fact]
    public void BetweenLoadAndCalmNothingChanges_AndTheCalmBeginsAnew()
    {
        See(91);
        See(20);
        See(20);

        Assert.Equal(9, See(80));   // neither 85 nor below 75
        Assert.Equal([9, 9, 9, 10], Enumerable.Range(0, 4).Select(_ => See(20)));
    }

    [Fact]
    public void MemoryCountsToo_AndWhatIsNotKnownDoesNot()
    {
        Assert.Equal(9, See(null, memory: 95));
        Assert.Equal(new HostPressure(PressureCause.Memory, 95), _factor.Pressure);
        Assert.Equal("memory 95 %", _factor.Pressure!.ToString());
        Assert.Equal(9, See(null));
    }

    [Theory]
    [InlineData(84.9, 10)]
    [InlineData(85, 9)]
    public void TheLimitItselfIsLoad(double cpu, int expected) => Assert.Equal(expected, See(cpu));

    private int See(double? cpu, double? memory = null)
    {
        _factor.See(cpu, memory, _now, Usual);
        _now += TimeSpan.FromSeconds(10);
        return _factor.Tenths;
    }
}
