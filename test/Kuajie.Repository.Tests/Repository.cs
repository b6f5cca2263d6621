using System.Diagnostics;

namespace Kuajie.Repository.Tests;

/// <summary>The source tree these tests look at.</summary>
internal static class Repository
{
    /// <summary>Folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>
    /// Files that belong to the repository, as paths from its root with forward slashes: tracked ones and new ones that are not ignored. Without git,
    /// everything outside build output.
    /// </summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static IEnumerable<string> FilesEnding(string ending) => Files.Where(file => file.EndsWith(ending, StringComparison.Ordinal));

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(PathOf(file)).ReplaceLineEndings("\n");

    /// <summary>Runs a program in the repository (or another folder) and waits for it.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // A build started by a test must not keep servers alive that hold on to the test run's output.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Kuajie.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Kuajie.slnx.");
    }

    private static List<string> ListFiles() =>
        [
            .. ((IEnumerable<string>?)FromGit() ?? FromFolders())
                .Where(file => File.Exists(PathOf(file)))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private static string[]? FromGit()
    {
        if (!Path.Exists(PathOf(".git")))
        {
            return null;
        }
        try
        {
            var (code, output) = RunAsync("git", ["-c", "core.quotepath=off", "ls-files", "--cached", "--others", "--exclude-standard"])
                .GetAwaiter()
                .GetResult();
            return code == 0 ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static IEnumerable<string> FromFolders()
    {
        string[] outside = ["artifacts", ".git", "bin", "obj", "TestResults", "BenchmarkDotNet.Artifacts"];
        return Directory
            .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => outside.Contains(part) || part.EndsWith(".kuajie", StringComparison.Ordinal)));
    }
}
