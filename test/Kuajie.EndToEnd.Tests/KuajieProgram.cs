namespace Kuajie.EndToEnd.Tests;

/// <summary>The program as it is built for people to run, in its own folder: not the copy beside the tests, which has no native libraries for it.</summary>
internal static class KuajieProgram
{
    /// <summary>The folder of the program, built as the tests are (debug or release).</summary>
    private static readonly string Folder = System.IO.Path.GetFullPath(
        System.IO.Path.Combine(
            AppContext.BaseDirectory,
            "..",
            "..",
            "Kuajie.Cli",
            System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))
        )
    );

    /// <summary>The executable.</summary>
    public static string Path { get; } = System.IO.Path.Combine(Folder, "kuajie");

    /// <summary>The assembly, to be run by <c>dotnet</c>.</summary>
    public static string Assembly { get; } = System.IO.Path.Combine(Folder, "kuajie.dll");
}
