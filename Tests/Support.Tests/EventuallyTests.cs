namespace OrleansOps.Tests.Support;

public sealed class EventuallyTests
{
    [Fact]
    public async Task WhatWasThereIsShown() =>
        Assert.Equal("Expected within 0 s: it is 2. There was: 1", await Message(1, "it is 2"));

    [Fact]
    public async Task OfAListItIsWhatIsInIt()
    {
        IReadOnlyList<string> two = ["a", "b"];

        Assert.Equal("Expected within 0 s: nothing is left. There was: [a, b]", await Message(two, "nothing is left"));
        Assert.EndsWith("There was: [[1, 2], []]", await Message(new int[][] { [1, 2], [] }, "nothing"), StringComparison.Ordinal);
        Assert.EndsWith("There was: []", await Message(new List<int>(), "something"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfTextItIsTheText() =>
        Assert.EndsWith("There was: some text", await Message("some text", "other text"), StringComparison.Ordinal);

    [Fact]
    public async Task AQuestionThatIsNeverAnsweredHoldsNobody()
    {
        var never = new TaskCompletionSource<int>();

        var late = await Assert.ThrowsAsync<TimeoutException>(() => Eventually.Get(() => never.Task, _ => true, "it is there", TimeSpan.Zero));

        Assert.Equal("Expected within 0 s: it is there. The question whether it is so was not answered.", late.Message);
    }

    private static async Task<string> Message<T>(T there, string expected) =>
        (await Assert.ThrowsAsync<TimeoutException>(() => Eventually.Value(() => there, _ => false, expected, TimeSpan.Zero))).Message;
}
