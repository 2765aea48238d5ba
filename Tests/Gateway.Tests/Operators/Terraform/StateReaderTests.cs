using System.Text;
using OrleansOps.Http;
using OrleansOps.Operators.Terraform;

namespace OrleansOps.Tests.Gateway.Operators.Terraform;

public sealed class StateReaderTests
{
    private const string State = """
        {"version": 4, "terraform_version": "1.11.4", "serial": 1234567, "lineage": "2f1e-\u00e4", "outputs": {"serial": {"value": 9}},
         "resources": [{"serial": 8, "a": [{"b": {}}]}, {"text": "ein \"Wort\" \ud83d\ude00 mit ümlaut"}], "check_results": null}
        """;

    [Fact]
    public void InWhateverPiecesItComes_ItSaysTheSame()
    {
        var bytes = Encoding.UTF8.GetBytes(State);
        var expected = new StateHead(1_234_567, "2f1e-ä", "1.11.4", 2, bytes.AsSpan().IndexOf("1234567"u8), 7);

        Assert.Equal(expected, Read(bytes, bytes.Length));
        for (var length = 1; length < bytes.Length; length++)
        {
            Assert.Equal(expected, Read(bytes, length));
        }
    }

    [Fact]
    public void ATextOfManyPieces_IsLookedAtOnceAndAgain_NotWithEachPiece()
    {
        var bytes = Encoding.UTF8.GetBytes($$"""{"serial":1,"x":"{{new string('x', 32 << 20)}}","lineage":"a"}""");
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        Assert.Equal(new StateHead(1, "a", null, 0, 10, 1), Read(bytes, 4_096));

        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));   // with each piece it is minutes
    }

    [Fact]
    public async Task AnyBytes_AreReadOrRefused()
    {
        var (taken, refused) = (0, 0);
        await Fuzz.Run(random =>
        {
            var bytes = Damage.Json(State, random);
            try
            {
                Read(bytes, random.Next(1, bytes.Length + 2));
                taken++;
            }
            catch (RefusedException)
            {
                refused++;
            }

            return Task.CompletedTask;
        });

        Assert.True(taken > 0 && refused > 0, $"{taken} were read and {refused} refused: they are not near what is right.");
    }

    private static StateHead Read(byte[] bytes, int pieces)
    {
        var reader = new StateReader();
        for (var from = 0; from < bytes.Length; from += pieces)
        {
            reader.Add(bytes.AsSpan(from, Math.Min(pieces, bytes.Length - from)));
        }

        return reader.End();
    }
}
