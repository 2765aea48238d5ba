using System.Diagnostics;

namespace OrleansOps.Bench;

/// <summary>
/// H6: whether the time of a refusal tells how near a guess was. A token with one wrong character, one whose whole secret is wrong and one that
/// nobody knows take turns; beside them the first measured against itself, which is the machine's own noise.
/// </summary>
internal static class WrongToken
{
    private const int Tries = 1_000;

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        await using var rig = await ProductRig.Start(new InstallationShape
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["OPS_Gateway__Access__WrongTokens"] = "100000" },
        });
        var right = rig.Door.Token ?? throw new InvalidOperationException("The door has no token to guess.");
        var last = right[^1] is 'A' ? 'B' : 'A';
        var secretAt = right.LastIndexOf('_') + 1;
        using var near = new LeanHttp(new Uri(rig.Address), right[..^1] + last);
        using var again = new LeanHttp(new Uri(rig.Address), right[..^1] + last);
        using var far = new LeanHttp(new Uri(rig.Address), right[..secretAt] + new string('A', right.Length - secretAt));
        using var unknown = new LeanHttp(new Uri(rig.Address), right[..(secretAt - 17)] + "0123456789abcdef_" + right[secretAt..]);

        LeanHttp[] guesses = [near, again, far, unknown];
        var times = guesses.Select(_ => new Samples()).ToArray();
        for (var turn = -Tries / 10; turn < Tries; turn++)
        {
            for (var i = 0; i < guesses.Length; i++)
            {
                var which = (i + Math.Abs(turn)) % guesses.Length;   // nobody is always the first of a round
                var micros = await Refusal(guesses[which]);
                if (turn >= 0)
                {
                    times[which].Add(micros);
                }
            }
        }

        var median = times[0].Median;
        var noise = $"noise {times[1].Median - median:+0.0;-0.0} us; quartiles {times[0].Quantile(0.25):0}..{times[0].Quantile(0.75):0} us";
        return
        [
            new Figure("wrong-token", median, "us") { Note = $"one character wrong, {Tries} tries; {noise}" },
            Beside("wrong-token-far", times[2], median, "the whole secret wrong"),
            Beside("wrong-token-unknown", times[3], median, "no such token: an id is no secret"),
        ];
    }

    private static Figure Beside(string name, Samples times, double other, string what) =>
        new(name, times.Median, "us", other, times.Median / other) { Note = $"{what}; {times.Median - other:+0.0;-0.0} us" };

    private static async Task<double> Refusal(LeanHttp guess)
    {
        var started = Stopwatch.GetTimestamp();
        var (status, body) = await guess.Put("/api/v1/tasks/guessed", "{}");
        var took = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        return status is 401 ? took : throw new InvalidOperationException($"A wrong token was answered with {status}: {body}");
    }
}
