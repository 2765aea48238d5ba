using System.Text.Json;

namespace OrleansOps.HostAgent.Agents;

/// <summary>Keeps the newest <see cref="SessionNote"/> in the data directory. It is for people: where it cannot be written, the agent goes on.</summary>
internal sealed class SessionNotes(string directory, TimeProvider time)
{
    private const string FileName = "session.json";

    private string? _reason;

    public void Connected(Uri gateway)
    {
        _reason = null;
        Write(new SessionNote(Environment.ProcessId, time.GetUtcNow(), Gateway: gateway.GetLeftPart(UriPartial.Authority)));
    }

    /// <summary>An agent that tries for days must not write each time what stands there already.</summary>
    public void NotConnected(string reason)
    {
        if (_reason != reason)
        {
            _reason = reason;
            Write(new SessionNote(Environment.ProcessId, time.GetUtcNow(), Reason: reason));
        }
    }

    /// <summary>What the agent in a directory wrote last; null: nothing that can be read.</summary>
    public static SessionNote? Read(string directory)
    {
        try
        {
            var path = Path.Join(directory, FileName);
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), SessionJson.Default.SessionNote) : null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private void Write(SessionNote note)
    {
        var path = Path.Join(directory, FileName);
        try
        {
            File.WriteAllText(path + ".new", JsonSerializer.Serialize(note, SessionJson.Default.SessionNote));
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (IOException)
        {
            // A full disk. The next change is written again.
        }
    }
}
