namespace OrleansOps.Tasks;

public sealed class SpansTests
{
    [Theory]
    [InlineData("00:00:01", "1 s")]
    [InlineData("00:00:01.5", "1.5 s")]
    [InlineData("00:10:00", "10 min")]
    [InlineData("02:05:09", "2 h 5 min")]
    [InlineData("1.00:00:00", "1 d")]
    [InlineData("1.00:00:09", "1 d 9 s")]
    public void Text_TheTwoLargestUnits(string span, string expected) => Assert.Equal(expected, Spans.Text(TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture)));
}
