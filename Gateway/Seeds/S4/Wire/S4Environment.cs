using System.Security.Cryptography;
using System.Text;

namespace OrleansOps.Seeds.S4.Wire;

/// <summary>What an S4 agent takes its host for: an environment, to which its token belongs.</summary>
/// <param name="WorkDirectory">Where it makes the directories of its tasks.</param>
/// <param name="TokenMark">By which the token that it showed is known again.</param>
internal sealed record S4Environment(string Id, string Name, string WorkDirectory, byte[] TokenMark)
{
    public static byte[] Mark(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public bool IsToken(string token) => CryptographicOperations.FixedTimeEquals(Mark(token), TokenMark);
}
