using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Logs;

public sealed class LogCutsTests
{
    [Theory]
    [InlineData("a\nb\nc", false, 4)]
    [InlineData("a\nb\nc", true, 4)]
    [InlineData("prompt> ", false, 0)]
    [InlineData("prompt> ", true, 8)]
    [InlineData("", true, 0)]
    [InlineData("\n", false, 1)]
    public void Length_EndsAfterALineIfThereIsOne(string read, bool flush, int expected) =>
        Assert.Equal(expected, LogCuts.Length(Encoding.UTF8.GetBytes(read), flush));

    [Fact]
    public void Length_AFullBufferWithoutALine_IsTaken()
    {
        var read = new byte[Limits.BatchBytes];
        read.AsSpan().Fill((byte)'x');

        Assert.Equal(Limits.BatchBytes, LogCuts.Length(read, flush: false));
    }

    [Fact]
    public void Length_NeverCutsInsideACharacter() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyString>(),
        Gen.Choose(1, 200).ToArbitrary(),
        (text, at) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text.Get.Replace("\n", "", StringComparison.Ordinal) + "\u4f60\u597d");
            var read = bytes[..Math.Min(at, bytes.Length)];
            var cut = LogCuts.Length(read, flush: true);
            return cut > 0 && (cut == read.Length || System.Text.Unicode.Utf8.IsValid(read.AsSpan(0, cut)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Encode_TextWhereItIsText_AndBytesWhereItIsNot()
    {
        Assert.Equal(("\u4f60\0\u0001", null), LogCuts.Encode(Encoding.UTF8.GetBytes("\u4f60\0\u0001")));

        byte[] gbk = [0xC4, 0xE3];
        var (text, raw) = LogCuts.Encode(gbk);
        Assert.Null(text);
        Assert.Equal(gbk, raw);
    }
}
