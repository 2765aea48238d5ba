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

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]   // the agent has an earlier order, so the slot is taken although there is none to send
    public void FreeUnknown_OnlyIfTheAgentDoesNotHaveIt(bool isAccepted, int expected)
    {
        _slots.Take("t", Slots.AttemptUnknown);
        if (isAccepted)
        {
            _slots.Know("t", 1);
        }

        _slots.FreeUnknown("t");

        Assert.Equal(expected, _slots.Count);
    }

    [Fact]
    public void Know_OfATaskWithoutASlot_TakesNone()
    {
        _slots.Know("t", 1);

        Assert.Equal(0, _slots.Count);
    }

    [Fact]
    public void IsNews_IfNothingIsThere() => Assert.True(_slots.IsNews("t", 1));
}
