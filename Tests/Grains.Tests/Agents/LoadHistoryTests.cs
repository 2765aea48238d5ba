namespace OrleansOps.Agents;

public sealed class LoadHistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Add_AveragesWhatIsHeardInOneStep()
    {
        var sampling = new LoadSampling();
        sampling.Add(Load(1, cpu: 10), Start);
        sampling.Add(Load(3, cpu: null), Start.AddSeconds(9));
        sampling.Add(Load(9, cpu: 50), Start.AddSeconds(10));

        var (fine, coarse) = sampling.Take();

        Assert.Equal(new LoadPoint { At = Start, Load1 = 2, CpuPercent = 10, MemoryUsedBytes = 100, RxBytesPerSecond = 5, TxBytesPerSecond = 7 }, Assert.Single(fine));
        Assert.Empty(coarse);
        Assert.Equal([2.0], sampling.Recent);
    }

    [Fact]
    public void Add_AMinuteBecomesACoarsePoint()
    {
        var sampling = new LoadSampling();
        for (var second = 0; second <= 60; second += 10)
        {
            sampling.Add(Load(second / 10, cpu: 1), Start.AddSeconds(second));
        }

        Assert.True(sampling.IsFull);
        var (fine, coarse) = sampling.Take();
        Assert.Equal(6, fine.Count);
        Assert.Equal((Start, 2.5), (Assert.Single(coarse).At, coarse[0].Load1));
        Assert.False(sampling.IsFull);
    }

    [Fact]
    public void Unstored_HasTheUnfinishedToo()
    {
        var sampling = new LoadSampling();
        sampling.Add(Load(1, cpu: 1), Start);
        sampling.Add(Load(2, cpu: 1), Start.AddSeconds(15));

        Assert.Equal([(Start, 1.0), (Start.AddSeconds(10), 2.0)], sampling.Unstored(fine: true).Select(point => (point.At, point.Load1!.Value)));
        Assert.Equal([Start], sampling.Unstored(fine: false).Select(point => point.At));
        sampling.Close();
        Assert.Equal(2, sampling.Take().Fine.Count);
        Assert.Empty(sampling.Unstored(fine: true));
    }

    [Fact]
    public void Recent_HasTheLastThirty()
    {
        var sampling = new LoadSampling();
        for (var step = 0; step <= 40; step++)
        {
            sampling.Add(Load(step, cpu: 1), Start.AddSeconds(10 * step));
        }

        Assert.Equal(Enumerable.Range(10, 30).Select(load => (double)load), sampling.Recent);
    }

    [Theory]
    [InlineData(60, 300, 10, 6)]
    [InlineData(3600, 300, 20, 180)]
    [InlineData(3600, 1, 3600, 1)]
    [InlineData(3600, 7, 520, 7)]
    public void Draw_GivesNoMorePointsThanWereAskedFor(int seconds, int most, int step, int expected)
    {
        var stored = Enumerable.Range(0, 360).Select(i => new LoadPoint { At = Start.AddSeconds(i * 10), Load1 = i });

        var drawn = LoadHistories.Draw(stored, fine: true, Start, Start.AddSeconds(seconds), most, memoryTotal: 5);

        Assert.Equal(TimeSpan.FromSeconds(step), drawn.Step);
        Assert.InRange(drawn.Points.Count, expected - 1, expected);
        Assert.Equal(5, drawn.MemoryTotalBytes);
        Assert.All(drawn.Points, point => Assert.NotNull(point.Load1));
    }

    [Fact]
    public void Draw_LeavesOutWhatIsNotKnown()
    {
        LoadPoint[] stored = [new() { At = Start, Load1 = 1 }, new() { At = Start.AddMinutes(5), Load1 = 3 }];

        var drawn = LoadHistories.Draw(stored, fine: true, Start, Start.AddMinutes(10), most: 300, memoryTotal: null);

        Assert.Equal([Start, Start.AddMinutes(5)], drawn.Points.Select(point => point.At));
    }

    private static HostLoad Load(double load, double? cpu) => new(cpu, 100, [load, 0, 0], 1, [], 0, 0, 0, 5, 7);
}
