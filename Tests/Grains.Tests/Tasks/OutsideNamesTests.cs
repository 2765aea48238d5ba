namespace OrleansOps.Tasks;

public sealed class OutsideNamesTests
{
    [Theory]
    [InlineData("ex1_step_host_9f", "ex1")]
    [InlineData("just-an-id", "just-an-id")]
    [InlineData("two_parts", "two_parts")]
    [InlineData("a_b__d", "a_b__d")]
    public void Execution_IsTheFirstPartOfAnIdOfFour(string taskId, string expected) =>
        Assert.Equal(expected, OutsideNames.Execution(taskId, new Dictionary<string, string>()));

    [Fact]
    public void LabelsComeFirst()
    {
        var labels = new Dictionary<string, string> { ["execution_id"] = "e9", ["host_id"] = "h9" };

        Assert.Equal("e9", OutsideNames.Execution("a_b_c_d", labels));
        Assert.Equal("h9", OutsideNames.Host("agent-1", labels));
        Assert.Equal("agent-1", OutsideNames.Host("agent-1", new Dictionary<string, string>()));
    }
}
