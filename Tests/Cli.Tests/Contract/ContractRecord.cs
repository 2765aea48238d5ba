using System.Text;
using System.Text.Json.Nodes;

namespace OrleansOps.Cli.Tests;

/// <summary>A log record as the contract writes it: base64 only where the bytes are not UTF-8, dropped only where output is missing.</summary>
internal sealed record ContractRecord(long Seq, string Stream, byte[] Bytes, long Dropped = 0)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["seq"] = Seq,
            ["stream"] = Stream,
            ["at"] = "2026-01-02T03:04:05.678Z",
            ["attempt"] = 1,
            ["text"] = Encoding.UTF8.GetString(Bytes),
        };
        if (!IsUtf8())
        {
            json["base64"] = Convert.ToBase64String(Bytes);
        }

        if (Dropped > 0)
        {
            json["dropped"] = new JsonObject { ["bytes"] = Dropped, ["reason"] = "capReached" };
        }

        return json;
    }

    private bool IsUtf8()
    {
        try
        {
            _ = Strict.GetCharCount(Bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
