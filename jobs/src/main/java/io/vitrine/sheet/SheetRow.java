package io.vitrine.sheet;

import java.util.List;

/**
 * A row of a sheet.
 *
 * @param number as a spreadsheet shows it, from 1
 * @param cells one for each column of the header, without blanks around; empty where blank
 */
public record SheetRow(int number, List<String> cells) {

  /** The text of a cell, empty where blank. */
  public String cell(int column) {
    return cells.get(column);
  }
}
