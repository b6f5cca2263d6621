namespace Kuajie.Server.Imports;

/// <summary>The folder of an upload that nobody needs any more.</summary>
internal static class LeftFolder
{
    public static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
