using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests;

/// <summary>The gateway's half of the proof, written down a second time: what docs/protocol.md says, and no code of the gateway.</summary>
internal static class Proof
{
    /// <summary>Whether an agent's request proves that it has this token; then the answer proves that we know it.</summary>
    public static bool Answer(HttpContext context, string token)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Ops-Proof ", StringComparison.Ordinal) || header["Ops-Proof ".Length..].Split('.') is not [var version, var agent, var nonce, var challenge, var covered])
        {
            return false;
        }

        var secret = token.Split('_')[^1];
        var key = SHA256.HashData(Encoding.ASCII.GetBytes(secret));
        var stream = HMACSHA512.HashData(key, Encoding.UTF8.GetBytes($"ops-proof\nagent\n{version}\n{agent}\n{nonce}\n{challenge}"));
        var uncovered = Base64Url.DecodeFromChars(covered).Select((letter, at) => (byte)(letter ^ stream[at])).ToArray();
        context.Response.Headers[AgentProof.AnswerHeader] = Base64Url.EncodeToString(
            HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"ops-proof\ngateway\n{version}\n{agent}\n{nonce}\n{challenge}")));
        return Encoding.ASCII.GetString(uncovered) == secret;
    }
}
