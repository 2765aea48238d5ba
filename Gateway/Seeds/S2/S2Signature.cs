using System.Globalization;
using System.Text;
using OrleansOps.Seeds.S2.Wire;

namespace OrleansOps.Seeds.S2;

/// <summary>How a request is signed: the code of its time, its method, its path and its body, with a line's end between.</summary>
/// <param name="Time">As it was sent.</param>
/// <param name="Code">32 bytes.</param>
internal sealed record S2Signature(string Time, byte[] Code)
{
    public const string TimeHeader = "X-Timestamp";
    public const string CodeHeader = "X-Signature";

    private const int CodeLength = 64;

    /// <summary>Names it among those that were used: however its digits were written, it is one.</summary>
    public string Name => Convert.ToHexStringLower(Code);

    /// <summary>What the headers say, if its time is near enough. Nothing else of the request was looked at.</summary>
    public static (S2Signature? Signature, S2Refusal? Refusal) Read(IHeaderDictionary headers, DateTimeOffset now, TimeSpan skew)
    {
        var (time, code) = (headers[TimeHeader].ToString(), headers[CodeHeader].ToString());
        if (time.Length == 0 || code.Length == 0)
        {
            return (null, S2Refusal.NoSignature);
        }

        if (!long.TryParse(time, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            return (null, S2Refusal.NoTime);
        }

        var (at, most) = (now.ToUnixTimeSeconds(), (long)skew.TotalSeconds);
        if (seconds < at - most || seconds > at + most)
        {
            return (null, S2Refusal.FarTime);
        }

        var bytes = new byte[CodeLength / 2];
        return code.Length == CodeLength && Convert.FromHexString(code, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            ? (new S2Signature(time, bytes), null)
            : (null, S2Refusal.WrongSignature);
    }

    public byte[] Signed(string method, string path, byte[] body) => [.. Encoding.UTF8.GetBytes($"{Time}\n{method}\n{path}\n"), .. body];
}
