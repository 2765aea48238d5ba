using FsCheck;
using FsCheck.Fluent;

namespace OrleansOps.Jobs;

public sealed class JobBatchesTests
{
    [Theory]
    [InlineData("10", 25, "10,20,25")]
    [InlineData("1,10%,50%", 100, "1,11,61,100")]
    [InlineData("10%", 15, "2,4,6,8,10,12,14,15")]
    [InlineData("1,+2", 20, "1,4,9,16,20")]
    [InlineData("1,*3", 50, "1,4,13,40,50")]
    [InlineData("1, 2 ,100%", 10, "1,3,10")]
    [InlineData("1000", 3, "3")]
    [InlineData("1,*1000000,*1000000", 2000, "1,2000")]
    public void Ends_AreWhatTheSizesAddUpTo(string text, int hosts, string ends)
    {
        var (batches, wrong) = JobBatches.Parse(text);

        Assert.Null(wrong);
        Assert.Equal(ends, string.Join(',', JobBatches.Ends(batches, hosts)));
    }

    [Fact]
    public void Ends_WithoutSizes_AreOneBatch()
    {
        Assert.Equal([7], JobBatches.Ends([], 7));
        Assert.Equal([0], JobBatches.Ends([], 0));
    }

    [Theory]
    [InlineData("", "size 1")]
    [InlineData("1,,2", "size 2")]
    [InlineData("0", "size 1")]
    [InlineData("-1", "size 1")]
    [InlineData("101%", "size 1")]
    [InlineData("1,+0", "size 2")]
    [InlineData("1,a half", "'a half'")]
    [InlineData("+5", "no batch before")]
    [InlineData("*2,1", "no batch before")]
    [InlineData("99999999999", "size 1")]
    public void Parse_WhatIsNoSize_IsNamed(string text, string named)
    {
        var (batches, wrong) = JobBatches.Parse(text);

        Assert.Empty(batches);
        Assert.Contains(named, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_TooManySizes_NamesTheLimit() =>
        Assert.Contains("limit is 100", JobBatches.Parse(string.Join(',', Enumerable.Repeat("1", 101))).Wrong, StringComparison.Ordinal);

    [Fact]
    public void Ends_AnySizesAndHosts_RiseToAllOfThem() => Prop.ForAll(
        Gen.Two(Gen.Choose(1, 200)).ListOf().ToArbitrary(),
        Gen.Choose(1, 2_000).ToArbitrary(),
        (sizes, hosts) =>
        {
            var batches = sizes.Select((size, place) => new JobBatch((JobBatchKind)(place == 0 ? size.Item1 % 2 : size.Item1 % 4), size.Item2)).ToList();
            var ends = JobBatches.Ends(batches, hosts);
            return ends[^1] == hosts && ends[0] > 0 && ends.Zip(ends.Skip(1)).All(pair => pair.First < pair.Second);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_WhatABatchSays_IsThatBatch() => Prop.ForAll(
        Gen.Two(Gen.Choose(1, 100)).NonEmptyListOf().Where(sizes => sizes.Count <= JobBatches.Most).ToArbitrary(),
        sizes =>
        {
            var batches = sizes.Select((size, place) => new JobBatch((JobBatchKind)(place == 0 ? size.Item1 % 2 : size.Item1 % 4), size.Item2)).ToList();
            return batches.SequenceEqual(JobBatches.Parse(string.Join(',', batches)).Batches);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0", 100, 0)]
    [InlineData("3", 100, 3)]
    [InlineData("5%", 50, 2)]
    [InlineData("100%", 7, 7)]
    public void ErrorLimit_IsOfAllHosts(string text, int hosts, int most) => Assert.Equal(most, JobErrorLimit.Parse(text)!.Of(hosts));

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("101%")]
    [InlineData("-1")]
    [InlineData("1.5")]
    public void ErrorLimit_WhatIsNone_IsNone(string text) => Assert.Null(JobErrorLimit.Parse(text));
}
