using System.Text.Encodings.Web;
using System.Text.Json;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.Workspaces;

/// <summary>The process that owns a workspace: the content of <c>owner.json</c>.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="Verb">What it was asked to do.</param>
/// <param name="Since">Since when.</param>
/// <param name="Machine">Name of the machine it runs on.</param>
public sealed record WorkspaceOwner(int Pid, string Verb, DateTimeOffset Since, string Machine)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static WorkspaceOwner Current(string verb, TimeProvider clock) =>
        new(Environment.ProcessId, verb, clock.GetUtcNow(), Environment.MachineName);

    internal void Write(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>The owner a file names, or null where it is absent or cannot be read (its owner may be writing or leaving just now).</summary>
    internal static WorkspaceOwner? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<WorkspaceOwner>(File.ReadAllText(path), Json);
        }
        catch (Exception absence) when (absence is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
