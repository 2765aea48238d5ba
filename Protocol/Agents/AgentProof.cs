using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansOps.Protocol;

/// <summary>
/// How an agent and a gateway show each other that they know the agent's token, without sending it: the gateway gives a challenge, the agent answers
/// it with this, and the gateway shows in its answer that it could read it. The server knows the SHA-256 of the token's secret, the key. The
/// agent's proof is the secret itself, covered with a stream that only who has the key can make, and that is different each time (as in SCRAM): so
/// who could read the server's store could play a gateway to an agent, but no agent to a gateway.
/// </summary>
/// <param name="Version">The agent's protocol version. Proofs of one version mean nothing in another.</param>
/// <param name="AgentId">Who says so.</param>
/// <param name="AgentNonce">What the agent wants to see in the gateway's proof.</param>
/// <param name="Challenge">What the gateway gave it.</param>
/// <param name="Covered">The covered secret.</param>
public sealed record AgentProof(int Version, string AgentId, string AgentNonce, string Challenge, byte[] Covered)
{
    /// <summary>Names it in the Authorization header, and the challenge in WWW-Authenticate.</summary>
    public const string Scheme = "Ops-Proof";

    /// <summary>The header in which the gateway answers it.</summary>
    public const string AnswerHeader = "Ops-Proof";

    private const int NonceBytes = 24;
    private const int MostText = 128;

    /// <summary>What the agent's proof is of.</summary>
    public byte[] AgentMessage => Message("agent");

    /// <summary>What the gateway's proof is of.</summary>
    public byte[] GatewayMessage => Message("gateway");

    public static string NewNonce() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes));

    /// <summary>Answers a challenge. Null if this is no agent's token.</summary>
    public static AgentProof? Answer(string token, string challenge)
    {
        if (token.Split('_') is not ["ops", "agent", { Length: > 0 } id, { Length: > 0 and <= HMACSHA512.HashSizeInBytes } secret])
        {
            return null;
        }

        var proof = new AgentProof(ProtocolVersion.Current, id, NewNonce(), challenge, []);
        return proof with { Covered = Cover(KeyOf(secret), proof.AgentMessage, Encoding.ASCII.GetBytes(secret)) };
    }

    /// <summary>Reads the parameter of an Authorization header; null if it is none.</summary>
    public static AgentProof? Read(string text) =>
        text.Trim().Split('.') is [var version, { Length: > 0 and <= MostText } id, { Length: > 0 and <= MostText } nonce, { Length: > 0 and <= MostText } challenge, { Length: > 0 and <= MostText } covered]
        && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && Base64Url.IsValid(covered)
            ? new AgentProof(number, id, nonce, challenge, Base64Url.DecodeFromChars(covered))
            : null;

    /// <summary>The parameter of the Authorization header.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Version}.{AgentId}.{AgentNonce}.{Challenge}.{Base64Url.EncodeToString(Covered)}");

    /// <summary>Whether this answer came from somebody who has the key of the token.</summary>
    public bool IsAnsweredBy(string? answer, string token) =>
        answer is { Length: <= MostText } && Base64Url.IsValid(answer) && token.Split('_') is [.., var secret]
        && CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(answer), HMACSHA256.HashData(KeyOf(secret), GatewayMessage));

    private static byte[] KeyOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    private static byte[] Cover(byte[] key, byte[] message, byte[] secret)
    {
        var stream = HMACSHA512.HashData(key, message);
        return [.. secret.Select((letter, at) => (byte)(letter ^ stream[at]))];
    }

    private byte[] Message(string role) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"ops-proof\n{role}\n{Version}\n{AgentId}\n{AgentNonce}\n{Challenge}"));
}
