using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kuajie.Platform.Faults;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.Workspaces;

/// <summary>The content of <c>workspace.json</c>.</summary>
/// <param name="Format">Always <see cref="FormatName"/>.</param>
/// <param name="FormatVersion">Version of the folder's layout; each database carries its own schema version besides.</param>
/// <param name="CreatedAt">When the workspace was made.</param>
/// <param name="CreatedBy">Version of the program that made it.</param>
public sealed record WorkspaceManifest(string Format, int FormatVersion, DateTimeOffset CreatedAt, string CreatedBy)
{
    public const string FormatName = "kuajie-workspace";

    /// <summary>The layout this program reads and writes.</summary>
    public const int NewestVersion = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Version of this program.</summary>
    public static string ProgramVersion { get; } =
        typeof(WorkspaceManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    internal static WorkspaceManifest New(TimeProvider clock) => new(FormatName, NewestVersion, clock.GetUtcNow(), ProgramVersion);

    internal void Write(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>Reads and checks the manifest.</summary>
    /// <exception cref="KuajieException">It is damaged, something else, or newer than this program.</exception>
    internal static WorkspaceManifest Read(string path)
    {
        WorkspaceManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<WorkspaceManifest>(File.ReadAllText(path), Json);
        }
        catch (JsonException damage)
        {
            throw Damaged(path, damage);
        }
        if (manifest is null || manifest.Format != FormatName || manifest.FormatVersion < 1)
        {
            throw Damaged(path, null);
        }
        if (manifest.FormatVersion > NewestVersion)
        {
            throw WorkspaceTexts.Source.Fault(
                "newer-workspace",
                "NewerWorkspace",
                path,
                arguments: [manifest.FormatVersion, NewestVersion, ProgramVersion]
            );
        }
        return manifest;
    }

    private static KuajieException Damaged(string path, Exception? inner) =>
        WorkspaceTexts.Source.Fault("damaged-manifest", "DamagedManifest", path, inner: inner);
}
