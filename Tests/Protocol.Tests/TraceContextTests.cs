namespace OrleansOps.Protocol.Tests;

public sealed class TraceContextTests
{
    private const string Good = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public void Parent_OfVersion0_IsTaken()
    {
        Assert.Equal(Good, TraceContext.Parent(Good));
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", TraceContext.IdOf(Good));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333\u0000-01")]
    public void Parent_OfAnotherForm_IsNone(string? text)
    {
        Assert.Null(TraceContext.Parent(text));
        Assert.Null(TraceContext.IdOf(text));
        Assert.False(TraceContext.IsRecorded(text));
    }

    [Theory]
    [InlineData("00", false)]
    [InlineData("01", true)]
    [InlineData("02", false)]
    [InlineData("03", true)]
    public void IsRecorded_ByItsFlag(string flags, bool expected) => Assert.Equal(expected, TraceContext.IsRecorded(Good[..^2] + flags));

    [Fact]
    public void State_IsBoundedAndPrintable()
    {
        Assert.Equal("a=1,b@c=2", TraceContext.State("a=1,b@c=2"));
        Assert.Equal(TraceContext.StateLength, TraceContext.State(new string('x', TraceContext.StateLength))!.Length);
        Assert.Null(TraceContext.State(new string('x', TraceContext.StateLength + 1)));
        Assert.Null(TraceContext.State("a=\u001b[0m"));
        Assert.Null(TraceContext.State(""));
    }
}
