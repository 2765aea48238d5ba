using Microsoft.Extensions.Time.Testing;

namespace OrleansOps.Agents;

public sealed class SlotsTests
{
    private readonly Slots _slots = new(new FakeTimeProvider());

    [Theory]
    [InlineData(1, 2, true)]                       // sent with attempt 1, queued again with 2
    [InlineData(2, 2, false)]                      // an older call that was overtaken by the sending
    [InlineData(2, 1, false)]
    [InlineData(Slots.AttemptUnknown, 5, false)]   // being sent: it takes the newest attempt anyway
    public void IsNews_OnlyIfAboveWhatIsThere(int there, int queued, bool expected)
    {
        _slots.Take("t", there);
        Assert.Equal(expected, _slots.IsNews("t", queued));
    }

    [Fact]
    public void IsNews_IfNothingIsThere() => Assert.True(_slots.IsNews("t", 1));
}
