using Microsoft.Extensions.Options;
using OrleansOps.Http;

namespace OrleansOps.Operators.Streams;

/// <summary>Counts the readers of live logs.</summary>
internal sealed class Followers(IOptions<LogFollowOptions> options)
{
    private readonly Dictionary<string, int> _seats = new(StringComparer.Ordinal);
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>A quarter is for others, whatever one token and its sessions hold.</summary>
    private int MostOfOne => options.Value.MaxFollowers - (options.Value.MaxFollowers / 4);

    /// <summary>A seat until it is disposed; null if all are taken, or all that one token may have.</summary>
    public IDisposable? Enter(string tokenId)
    {
        lock (_seats)
        {
            var held = _seats.GetValueOrDefault(tokenId);
            if (_count >= options.Value.MaxFollowers || held >= MostOfOne)
            {
                return null;
            }

            (_seats[tokenId], _count) = (held + 1, _count + 1);
            return new Seat(this, tokenId);
        }
    }

    public Refusal Full() => new(
        Api.ProblemCodes.TooManyFollowers, $"{options.Value.MaxFollowers} readers follow, which is this gateway's limit, or {MostOfOne} with one token.",
        "Come back in 10 s, or read the log without following it.")
    { See = "GET /api/v1/tasks/{id}/log", RetryAfter = TimeSpan.FromSeconds(10) };

    private void Leave(string tokenId)
    {
        lock (_seats)
        {
            _count--;
            if (--_seats[tokenId] == 0)
            {
                _seats.Remove(tokenId);
            }
        }
    }

    private sealed class Seat(Followers followers, string tokenId) : IDisposable
    {
        public void Dispose() => followers.Leave(tokenId);
    }
}
