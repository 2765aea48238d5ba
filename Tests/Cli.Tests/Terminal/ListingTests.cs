namespace OrleansOps.Cli.Tests;

public sealed class ListingTests
{
    private static readonly int[] Widths = [10, 8, 20, 6];

    private readonly Listing _listing = new(new Column("A"), new Column("B", 1), new Column("C", 3), new Column("D", 2));

    [Theory]
    [InlineData(50, new[] { 0, 1, 2, 3 })]
    [InlineData(49, new[] { 0, 1, 3 })]
    [InlineData(28, new[] { 0, 1, 3 })]
    [InlineData(27, new[] { 0, 1 })]
    [InlineData(19, new[] { 0 })]
    [InlineData(5, new[] { 0 })]
    public void Fit_LeavesOutTheLeastImportantFirst(int room, int[] shown) => Assert.Equal(shown, _listing.Fit(Widths, room));
}
