using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace OrleansOps.Protocol.Tests;

public sealed class LogRecordsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("\n", 1)]
    [InlineData("a\nb\n", 2)]
    [InlineData("a\n\nb", 3)]
    [InlineData("a\rb\r\n", 1)]
    public void Count_OneForEachLine_AndOneForWhatIsLeft(string text, int expected) =>
        Assert.Equal(expected, LogRecords.Count(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(Limits.RecordBytes, 1)]
    [InlineData(Limits.RecordBytes + 1, 2)]
    [InlineData(Limits.BatchBytes, Limits.BatchBytes / Limits.RecordBytes)]
    public void Count_ALongLine_IsCutAtTheLimit(int length, int expected) => Assert.Equal(expected, LogRecords.Count(Filled(length)));

    [Fact]
    public void FirstLength_ANewlineRightAfterTheLimit_IsARecordOfItsOwn()
    {
        byte[] bytes = [.. Filled(Limits.RecordBytes), (byte)'\n', (byte)'x'];

        Assert.Equal(Limits.RecordBytes, LogRecords.FirstLength(bytes));
        Assert.Equal(3, LogRecords.Count(bytes));
    }

    [Fact]
    public void Records_TogetherAreTheBytes_AndEachIsBounded() => Prop.ForAll(Output(), bytes =>
    {
        var rest = bytes.AsSpan();
        var count = 0;
        while (!rest.IsEmpty)
        {
            var length = LogRecords.FirstLength(rest);
            var record = rest[..length];
            if (length is < 1 or > Limits.RecordBytes || record[..^1].Contains((byte)'\n'))
            {
                return false;
            }

            rest = rest[length..];
            count++;
        }

        return count == LogRecords.Count(bytes);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Count_ABatchCutAfterARecord_AddsUp() => Prop.ForAll(Output(), Gen.Choose(0, 50).ToArbitrary(), (bytes, records) =>
    {
        var at = 0;
        for (var i = 0; i < records && at < bytes.Length; i++)
        {
            at += LogRecords.FirstLength(bytes.AsSpan(at));
        }

        return LogRecords.Count(bytes) == LogRecords.Count(bytes.AsSpan(0, at)) + LogRecords.Count(bytes.AsSpan(at));
    }).QuickCheckThrowOnFailure();

    private static byte[] Filled(int length)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill((byte)'x');
        return bytes;
    }

    /// <summary>Lines of all lengths, some beyond the limit of a record.</summary>
    private static Arbitrary<byte[]> Output() => Arb.From(
        Gen.OneOf(Gen.Choose(0, 100), Gen.Choose(Limits.RecordBytes - 2, Limits.RecordBytes + 2), Gen.Choose(0, 3 * Limits.RecordBytes))
            .Select(length => new byte[] { (byte)'\n' }.Concat(Filled(length)))
            .ListOf()
            .Select(lines => lines.SelectMany(line => line).Skip(1).ToArray()));
}
