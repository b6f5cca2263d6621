using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.SampleWorld.Defects;

namespace Kuajie.Storage.SampleWorld;

/// <summary>One interaction file of a sample world being written: knows which defects its format can show and how each is written.</summary>
internal abstract class RowFile : IDisposable
{
    private readonly DefectPlanter planter;

    protected RowFile(string name, ulong seed, int number, IReadOnlyList<DefectReason> reasons)
    {
        Name = name;
        planter = new DefectPlanter(seed, number, reasons, Write);
    }

    /// <summary>Path relative to the world's folder, with forward slashes.</summary>
    public string Name { get; }

    public ExportTally Tally => planter.Tally;

    /// <summary>Adds a good row; defects and copies follow by themselves.</summary>
    public void Add(in SampleInteraction row) => planter.Add(row);

    /// <summary>Writes what is still due and closes the file.</summary>
    public void Finish()
    {
        planter.Finish();
        Close();
    }

    public abstract void Dispose();

    protected abstract void Write(ExportRow row);

    protected abstract void Close();
}
