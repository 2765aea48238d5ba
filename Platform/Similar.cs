namespace OrleansOps.Platform;

/// <summary>What somebody who mistyped a word may have meant.</summary>
internal static class Similar
{
    private const int Most = 3;

    /// <summary>" Did you mean vm?", or nothing where no candidate is near.</summary>
    public static string Question(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { Count: > 0 } meant ? $" Did you mean {string.Join(" or ", meant.Select(Printable.Of))}?" : "";

    /// <summary>The nearest candidates: no more than a third of the word (one letter at least) is otherwise, or the word is how they begin.</summary>
    public static IReadOnlyList<string> Nearest(string word, IEnumerable<string> candidates) => candidates
        .Distinct(StringComparer.Ordinal)
        .Select(candidate => (Word: candidate, Distance: word.Length > 0 && candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(word, candidate)))
        .Where(one => one.Distance <= Math.Max(1, word.Length / 3))
        .GroupBy(one => one.Distance).OrderBy(group => group.Key).Take(1)
        .SelectMany(group => group.Select(one => one.Word).Order(StringComparer.Ordinal).Take(Most)).ToList();

    /// <summary>Letters to change, add, leave out or swap with their neighbour.</summary>
    private static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                rows[i, j] = i == 0 ? j : j == 0 ? i : Step(i, j);
            }
        }

        return rows[one.Length, other.Length];

        int Step(int i, int j)
        {
            var changed = rows[i - 1, j - 1] + (Same(one[i - 1], other[j - 1]) ? 0 : 1);
            var least = Math.Min(changed, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
            return i > 1 && j > 1 && Same(one[i - 1], other[j - 2]) && Same(one[i - 2], other[j - 1]) ? Math.Min(least, rows[i - 2, j - 2] + 1) : least;
        }
    }

    private static bool Same(char one, char other) => char.ToLowerInvariant(one) == char.ToLowerInvariant(other);
}
