using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace OrleansOps.Platform;

/// <summary>
/// Whether a file can be changed by nobody but this user and root. Whoever may write to a directory on its way may put another in its place,
/// so the whole way is looked at, links and what they point to included.
/// </summary>
internal static class FileTrust
{
    private const int MostLinks = 40;

    private static readonly uint Me = NativeFiles.EffectiveUser();

    /// <summary>Why this file or directory, or its place, must not be trusted, as a sentence; null if it may be, or is not there.</summary>
    /// <param name="onlyMine">Root's is not good enough.</param>
    public static string? Problem(string path, bool onlyMine = false)
    {
        var left = new Stack<string>(Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        var at = "/";
        var parent = FileStatus.Read(at);
        for (var links = 0; left.TryPop(out var name);)
        {
            var here = Path.Join(at, name);
            if (FileStatus.Read(here) is not { } status)
            {
                return null;
            }

            // Who may write to a directory may put another file in the place of this one, whoever owns this one now.
            if (parent is { } above && WritersProblem(at, above) is { } problem)
            {
                return problem;
            }

            if (status.Owner != 0 && status.Owner != Me)
            {
                return Belongs(here, status.Owner);
            }

            if (!status.IsLink)
            {
                (at, parent) = (here, status);
            }
            // The kernel follows as many; more of them lead in a circle.
            else if (++links > MostLinks || File.ResolveLinkTarget(here, returnFinalTarget: false)?.FullName is not { } target)
            {
                return $"'{here}' is a link that leads nowhere.";
            }
            else
            {
                // From the root again: the way to what the link names is walked like any other, so that no directory on it is taken on trust.
                (at, parent) = ("/", FileStatus.Read("/"));
                foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
                {
                    left.Push(part);
                }
            }
        }

        return parent is { } end ? EndProblem(at, end, onlyMine) : null;
    }

    /// <summary>The same of an open file itself: it is a regular one, and its place does not matter.</summary>
    public static string? Problem(SafeFileHandle file, string path) => FileStatus.Of(file) switch
    {
        null => null,
        { IsRegular: false } => $"'{path}' is no regular file.",
        { Owner: not 0 and var owner } when owner != Me => Belongs(path, owner),
        { } status when status.IsWritableByOthers => Writable(path, status),
        _ => null,
    };

    // Who wants what is his alone gives it a mode himself, once it is known to be his.
    private static string? EndProblem(string path, FileStatus end, bool onlyMine) =>
        onlyMine && end.Owner != Me ? Belongs(path, end.Owner)
        : end.IsWritableByOthers && !onlyMine ? Writable(path, end)
        : null;

    /// <summary>In a sticky directory such as /tmp nobody can touch what belongs to another.</summary>
    private static string? WritersProblem(string path, FileStatus directory) =>
        directory is { IsWritableByOthers: true, IsSticky: false } ? Writable(path, directory) : null;

    private static string Belongs(string path, uint owner) => string.Create(
        CultureInfo.InvariantCulture,
        $"'{path}' belongs to user {owner}, who could change at any time what is in there; this program runs as user {Me}. If it is yours, run: chown {Me} {path}");

    private static string Writable(string path, FileStatus status) => string.Create(
        CultureInfo.InvariantCulture,
        $"Others may write to '{path}' (mode {Convert.ToString(status.Mode & 0xFFF, 8)}), and so change at any time what is in there. If they need not, run: chmod go-w {path}");
}
