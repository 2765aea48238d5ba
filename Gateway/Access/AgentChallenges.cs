using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace OrleansOps.Access;

/// <summary>
/// What this gateway gives agents to answer. A challenge carries its time and is signed, so a stranger who asks for many costs no memory; only one
/// that was answered rightly is remembered, until it would be too old anyway: no answer opens the door twice.
/// </summary>
internal sealed class AgentChallenges(TimeProvider time)
{
    private const int RandomBytes = 16;
    private const int TimeBytes = sizeof(long);
    private const int SignedBytes = RandomBytes + TimeBytes;
    private const int SignatureBytes = 16;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, long> _used = new(StringComparer.Ordinal);
    private long _swept = time.GetTimestamp();

    public string New()
    {
        var challenge = new byte[SignedBytes + SignatureBytes];
        RandomNumberGenerator.Fill(challenge.AsSpan(0, RandomBytes));
        BinaryPrimitives.WriteInt64LittleEndian(challenge.AsSpan(RandomBytes), time.GetTimestamp());
        Sign(challenge).CopyTo(challenge.AsSpan(SignedBytes));
        return Base64Url.EncodeToString(challenge);
    }

    /// <summary>Whether it is one of ours, not old, and was not answered yet.</summary>
    public bool IsOpen(string text)
    {
        var challenge = new byte[SignedBytes + SignatureBytes];
        return Base64Url.IsValid(text, out var length) && length == challenge.Length
            && Base64Url.TryDecodeFromChars(text, challenge, out _)
            && CryptographicOperations.FixedTimeEquals(challenge.AsSpan(SignedBytes), Sign(challenge))
            && time.GetElapsedTime(BinaryPrimitives.ReadInt64LittleEndian(challenge.AsSpan(RandomBytes))) < Lifetime
            && Canonical(challenge, text)
            && !_used.ContainsKey(text);
    }

    /// <summary>Uses it up; false if somebody did so just before.</summary>
    public bool Use(string challenge)
    {
        Sweep();
        return _used.TryAdd(challenge, time.GetTimestamp());
    }

    /// <summary>Other spellings of the same bytes would be other keys of those that were used.</summary>
    private static bool Canonical(byte[] challenge, string text) => string.Equals(Base64Url.EncodeToString(challenge), text, StringComparison.Ordinal);

    private byte[] Sign(ReadOnlySpan<byte> challenge) => HMACSHA256.HashData(_key, challenge[..SignedBytes])[..SignatureBytes];

    private void Sweep()
    {
        var last = Interlocked.Read(ref _swept);
        if (time.GetElapsedTime(last) < Lifetime || Interlocked.CompareExchange(ref _swept, time.GetTimestamp(), last) != last)
        {
            return;
        }

        foreach (var (challenge, at) in _used)
        {
            if (time.GetElapsedTime(at) > Lifetime)
            {
                _used.TryRemove(challenge, out _);
            }
        }
    }
}
