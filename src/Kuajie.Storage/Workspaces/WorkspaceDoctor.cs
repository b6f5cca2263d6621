using System.Security.Cryptography;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;
using Kuajie.Storage.Files;
using Kuajie.Storage.ModelFiles;

namespace Kuajie.Storage.Workspaces;

/// <summary>
/// Checks a workspace whole: ownership, versions, both databases, every model file, and what killed processes left. It repairs only what cannot lose
/// anything; the rest it explains.
/// </summary>
public sealed class WorkspaceDoctor(string folder, TimeProvider clock, bool isFixing)
{
    private readonly WorkspaceLayout layout = new(Path.GetFullPath(folder));
    private readonly List<DoctorFinding> findings = [];

    /// <summary>Runs every check. A workspace that cannot be opened yields the reason as its finding.</summary>
    /// <exception cref="KuajieException">The folder is no workspace.</exception>
    public DoctorReport Examine()
    {
        var staged = Directory.Exists(layout.Staging) ? Directory.EnumerateFileSystemEntries(layout.Staging).Count() : 0;
        try
        {
            using var workspace = Workspace.Open(layout.Folder, "doctor", clock);
            Examine(workspace, staged);
        }
        catch (KuajieException fault) when (fault.Code != "no-workspace")
        {
            findings.Add(new DoctorFinding(fault.Code, DoctorSeverity.Error, fault.Where ?? layout.Folder, fault.Found, fault.Cure, false));
        }
        return new DoctorReport(layout.Folder, findings);
    }

    private void Examine(Workspace workspace, int staged)
    {
        if (staged > 0)
        {
            Add("staged-files", DoctorSeverity.Warning, layout.Staging, "Staged", isFixed: true, staged);
        }
        var damages = workspace.Records.IntegrityFaults();
        foreach (var fault in damages)
        {
            Add("damaged-records", DoctorSeverity.Error, layout.Records, "DamagedDatabase", isFixed: false, fault);
        }
        foreach (var fault in workspace.Events.IntegrityFaults())
        {
            Add("damaged-events", DoctorSeverity.Error, layout.Events, "DamagedDatabase", isFixed: false, fault);
        }
        // Damaged records say nothing of imports and models that could be trusted.
        if (damages.Count == 0)
        {
            ExamineImports(workspace);
            ExamineModels(workspace);
            ExamineResponseModels(workspace);
        }
        ExamineFiles();
    }

    private void ExamineImports(Workspace workspace)
    {
        var imports = workspace.Imports.All();
        foreach (var import in imports.Where(import => import.State == ImportState.Interrupted))
        {
            var isMadeUp = imports.Any(later =>
                later.State == ImportState.Completed && later.Domain == import.Domain && later.ContentHash == import.ContentHash
            );
            if (!isMadeUp)
            {
                Add(
                    "import-cut-off",
                    DoctorSeverity.Warning,
                    layout.Records,
                    "CutOff",
                    isFixed: false,
                    import.ImportId,
                    import.Domain,
                    import.StartedAt
                );
            }
        }
        var committed = workspace.Events.CommittedImports();
        foreach (var import in imports.Where(import => import.State == ImportState.Completed && !committed.ContainsKey(import.ImportId)))
        {
            Add("import-without-rows", DoctorSeverity.Error, layout.Events, "WithoutRows", isFixed: false, import.ImportId, import.Domain);
        }
        foreach (var id in committed.Keys.Except(imports.Select(import => import.ImportId)))
        {
            Add("import-without-record", DoctorSeverity.Warning, layout.Records, "WithoutRecord", isFixed: false, id);
        }
    }

    private void ExamineModels(Workspace workspace)
    {
        var store = new ModelFileStore(layout.Models, layout.Staging);
        var versions = workspace.Models.All();
        foreach (var version in versions)
        {
            try
            {
                store.Read(version.VersionId);
                if (ChecksumOf(store.PathOf(version.VersionId)) != version.FileChecksum)
                {
                    Add(
                        "exchanged-model-file",
                        DoctorSeverity.Error,
                        store.PathOf(version.VersionId),
                        "Exchanged",
                        isFixed: false,
                        version.VersionId
                    );
                }
            }
            catch (KuajieException fault)
            {
                findings.Add(new DoctorFinding(fault.Code, DoctorSeverity.Error, fault.Where!, fault.Found, fault.Cure, false));
            }
        }
        var known = versions.Select(version => version.VersionId + ModelFileStore.Ending).ToHashSet(StringComparer.Ordinal);
        foreach (
            var path in Directory
                .EnumerateFiles(layout.Models, "*" + ModelFileStore.Ending)
                .Where(path => !known.Contains(Path.GetFileName(path)))
        )
        {
            Add("unregistered-model-file", DoctorSeverity.Warning, path, "Unregistered", isFixed: false);
        }
    }

    private void ExamineResponseModels(Workspace workspace)
    {
        foreach (var (domain, name) in workspace.ResponseModels.All())
        {
            try
            {
                KeptResponse.Of(workspace.ResponseModels.Find(domain, name)!);
            }
            catch (KuajieException fault)
            {
                findings.Add(new DoctorFinding(fault.Code, DoctorSeverity.Error, layout.Records, fault.Found, fault.Cure, false));
            }
        }
    }

    private void ExamineFiles()
    {
        foreach (
            var path in Directory.EnumerateFiles(layout.Folder, "*" + AtomicFile.UnfinishedEnding, SearchOption.AllDirectories).ToArray()
        )
        {
            if (isFixing)
            {
                File.Delete(path);
            }
            Add("unfinished-file", DoctorSeverity.Warning, path, "Unfinished", isFixing);
        }
        foreach (var path in Directory.EnumerateFileSystemEntries(layout.Folder).Where(path => !IsOurs(path)))
        {
            Add("foreign-file", DoctorSeverity.Warning, path, "Foreign", isFixed: false);
        }
    }

    private bool IsOurs(string path) =>
        path.EndsWith(AtomicFile.UnfinishedEnding, StringComparison.Ordinal)
        || layout.Everything.Any(ours => path == ours)
        || path.StartsWith(layout.Records + "-", StringComparison.Ordinal)
        || path.StartsWith(layout.Events + ".", StringComparison.Ordinal);

    private void Add(
        string code,
        DoctorSeverity severity,
        string where,
        string key,
        bool isFixed,
        params ReadOnlySpan<object?> arguments
    ) =>
        findings.Add(
            new DoctorFinding(
                code,
                severity,
                where,
                WorkspaceTexts.Source.Format($"Doctor{key}Found", arguments),
                WorkspaceTexts.Source.Format($"Doctor{key}Cure", arguments),
                isFixed
            )
        );

    private static string ChecksumOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
